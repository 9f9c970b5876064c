-- State patches: many nodes patch the state of one workflow. Their order is (time, node, sequence), whatever order they come in.

create schema workflows;
revoke all on schema workflows from public;
grant usage on schema workflows to holdfast_app;

-- Whoever writes patches locks the row of their workflow: they get numbers in the order of their commits, without gaps.
create table workflows.workflows (
  workspace_id uuid not null,
  workflow_id text collate "C" not null,
  -- patches that are kept one by one, and their size
  patches bigint not null default 0,
  bytes bigint not null default 0,
  -- how many of them no fold covers
  loose bigint not null default 0,
  -- the number of the last one that came
  received bigint not null default 0,
  differing bigint not null default 0,
  first_time timestamptz not null,
  last_time timestamptz not null,
  updated_at timestamptz not null default holdfast.now(),
  -- what patches from before this moment left, and how many they were
  kept_from timestamptz,
  base text,
  base_patches bigint not null default 0,
  primary key (workspace_id, workflow_id)
);
create index workflows_by_update on workflows.workflows (workspace_id, updated_at desc, workflow_id desc);
create index workflows_by_first_time on workflows.workflows (first_time);
call holdfast.isolate_from_app('workflows.workflows');
grant select, insert, update, delete on workflows.workflows to holdfast_app;

-- The key is what a patch is: the first durable copy wins.
create table workflows.patches (
  workspace_id uuid not null,
  workflow_id text collate "C" not null,
  node text collate "C" not null,
  sequence bigint not null,
  time timestamptz not null,
  -- as text: jsonb knows no NUL, and nothing is asked of what is in it
  patch text not null,
  trace_id text,
  span_id text,
  received bigint not null,
  received_at timestamptz not null default holdfast.now(),
  primary key (workspace_id, workflow_id, node, sequence),
  foreign key (workspace_id, workflow_id) references workflows.workflows (workspace_id, workflow_id) on delete cascade
);
create index patches_in_order on workflows.patches (workspace_id, workflow_id, time, node, sequence);
call holdfast.isolate('workflows.patches');
grant select, insert, delete on workflows.patches to holdfast_app;

create table workflows.nodes (
  workspace_id uuid not null,
  workflow_id text collate "C" not null,
  node text collate "C" not null,
  patches bigint not null,
  last_sequence bigint not null,
  last_time timestamptz not null,
  primary key (workspace_id, workflow_id, node),
  foreign key (workspace_id, workflow_id) references workflows.workflows (workspace_id, workflow_id) on delete cascade
);
call holdfast.isolate('workflows.nodes');
grant select, insert, update on workflows.nodes to holdfast_app;

-- What a stretch of patches does, as one: those behind `after`, up to and with `through`. A fold of the first level is made of
-- patches, one of each further level of folds of the level before. A patch that comes late takes away the one fold of each level
-- in whose stretch it lies, and no other.
create table workflows.folds (
  workspace_id uuid not null,
  workflow_id text collate "C" not null,
  level smallint not null,
  after_time timestamptz not null,
  after_node text collate "C" not null,
  after_sequence bigint not null,
  through_time timestamptz not null,
  through_node text collate "C" not null,
  through_sequence bigint not null,
  patches integer not null,
  -- null: too large to be worth it; the level before says it
  effect text,
  primary key (workspace_id, workflow_id, level, through_time, through_node, through_sequence),
  foreign key (workspace_id, workflow_id) references workflows.workflows (workspace_id, workflow_id) on delete cascade
);
call holdfast.isolate('workflows.folds');
grant select, insert, delete on workflows.folds to holdfast_app;

-- Which workflows of all workspaces have patches from before what is kept.
create function workflows.due_workflows(kept interval, most integer)
  returns table (workspace_id uuid, workflow_id text)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select w.workspace_id, w.workflow_id from workflows.workflows w
     where w.first_time < holdfast.now() - kept order by w.first_time limit most;
  end;
revoke all on function workflows.due_workflows(interval, integer) from public;
grant execute on function workflows.due_workflows(interval, integer) to holdfast_app;
