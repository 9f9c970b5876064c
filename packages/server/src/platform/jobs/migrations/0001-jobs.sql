-- Jobs: written in the caller's transaction, taken by workers across workspaces through functions of fixed shape.

-- Like holdfast.isolate, for tables that functions of their owner work on for all workspaces. The restrictive policy binds
-- the application's role alone; nobody but that role and the owner sees a row at all.
create procedure holdfast.isolate_from_app(target regclass)
  language plpgsql
  set search_path = pg_catalog
  as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy reachable on %s for all to holdfast_app, %I using (true) with check (true)', target, current_user);
  execute format(
    'create policy own_workspace on %s as restrictive for all to holdfast_app
       using (workspace_id = (select holdfast.workspace_id()))
       with check (workspace_id = (select holdfast.workspace_id()))', target);
end
$$;
revoke all on procedure holdfast.isolate_from_app(regclass) from public;

-- What is still to be done, and what was given up. What is done goes to finished_jobs, so that this table stays small.
create table holdfast.jobs (
  workspace_id uuid not null,
  id uuid not null,
  queue text not null,
  name text not null,
  -- what indexes go by. A job that runs stays where it waited, so that taking it changes nothing that an index knows:
  -- its new row lies beside the old one in the same page, and no index is written
  stage text not null check (stage in ('waiting', 'delayed', 'dead')),
  priority smallint not null default 0,
  key text,
  payload jsonb not null,
  traceparent text,
  attempts smallint not null default 0,
  max_attempts smallint not null,
  losses smallint not null default 0,
  -- grows with every claim: whoever holds an older one has lost the job
  fence integer not null default 0,
  worker_id uuid,
  node text,
  error text,
  history jsonb not null default '[]',
  log jsonb not null default '[]',
  created_at timestamptz not null default holdfast.now(),
  run_at timestamptz not null default holdfast.now(),
  started_at timestamptz,
  finished_at timestamptz,
  cancel_asked_at timestamptz,
  -- what the handler says of how far it is: done, total, unit
  progress jsonb,
  state text not null generated always as (case when worker_id is null then stage else 'running' end) stored,
  primary key (workspace_id, id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000,
        autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- Each stage has an index of its own, so that the queue is as fast with a million delayed or dead ones as without. None may know
-- a column that a claim changes: worker_id, node, fence, attempts, started_at,
-- progress.
create index jobs_waiting on holdfast.jobs (queue, workspace_id, priority desc, id) where stage = 'waiting' and losses = 0;
create index jobs_suspect on holdfast.jobs (queue, run_at) where stage = 'waiting' and losses > 0;
create index jobs_delayed on holdfast.jobs (run_at) where stage = 'delayed';
create index jobs_dead on holdfast.jobs (workspace_id, queue, id) where stage = 'dead';
create index jobs_cancelling on holdfast.jobs (cancel_asked_at) where cancel_asked_at is not null;
create unique index jobs_key on holdfast.jobs (workspace_id, name, key) where key is not null and stage <> 'dead';
call holdfast.isolate_from_app('holdfast.jobs');
grant select, insert, update, delete on holdfast.jobs to holdfast_app;

create table holdfast.finished_jobs (
  workspace_id uuid not null,
  id uuid not null,
  queue text not null,
  name text not null,
  state text not null check (state in ('done', 'cancelled')),
  priority smallint not null,
  key text,
  attempts smallint not null,
  max_attempts smallint not null,
  losses smallint not null,
  node text,
  error text,
  history jsonb not null,
  log jsonb not null,
  created_at timestamptz not null,
  run_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz not null,
  primary key (workspace_id, id)
);
create index finished_jobs_by_age on holdfast.finished_jobs (finished_at);
call holdfast.isolate_from_app('holdfast.finished_jobs');
grant select, insert on holdfast.finished_jobs to holdfast_app;

-- Processes that run jobs. Whose lease has run out is taken for dead, and never gets it back.
create table holdfast.job_workers (
  id uuid primary key,
  node text not null,
  lease_until timestamptz not null
);

-- What is done by the clock. Declared in code; here stands which time comes next.
create table holdfast.schedules (
  name text primary key,
  job text not null,
  timing text not null,
  missed text not null check (missed in ('once', 'skip', 'all')),
  next_at timestamptz not null,
  last_at timestamptz
);
grant select, insert, update, delete on holdfast.schedules to holdfast_app;
