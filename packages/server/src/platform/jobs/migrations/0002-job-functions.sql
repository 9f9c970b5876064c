-- What workers may do across workspaces, and nothing else: each function has a fixed shape and runs as the tables' owner.

-- A time as it goes over the wire: in UTC, with all six digits.
create function holdfast.wire_time(moment timestamptz) returns text
  language sql immutable parallel safe
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function holdfast.enlist_worker(worker uuid, at_node text, lease_ms integer) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into holdfast.job_workers (id, node, lease_until)
    values (worker, at_node, holdfast.now() + make_interval(secs => lease_ms / 1000.0));
  end;

-- False when the lease has run out: then its jobs are somebody else's, or soon will be.
create function holdfast.renew_worker(worker uuid, lease_ms integer) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update holdfast.job_workers w set lease_until = holdfast.now() + make_interval(secs => lease_ms / 1000.0)
   where w.id = worker and w.lease_until > holdfast.now();
  return found;
end
$$;

create function holdfast.dismiss_worker(worker uuid) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    delete from holdfast.job_workers w where w.id = worker
       and not exists (select from holdfast.jobs j where j.worker_id = worker);
  end;

-- Gives jobs back that were taken and not begun, or not finished in time. That was no try.
create function holdfast.release_jobs(worker uuid, spaces uuid[], ids uuid[]) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  released integer;
begin
  update holdfast.jobs j
     set worker_id = null, attempts = greatest(j.attempts - 1, 0), started_at = null
    from unnest(spaces, ids) as r (space, id)
   where j.workspace_id = r.space and j.id = r.id and j.worker_id = worker;
  get diagnostics released = row_count;
  perform pg_notify('holdfast_jobs', '');
  return released;
end
$$;

-- Which of a worker's jobs somebody wants to be stopped.
create function holdfast.cancelled_jobs(worker uuid) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select j.id from holdfast.jobs j where j.cancel_asked_at is not null and j.worker_id = worker;
  end;

-- Takes up to `most` jobs of a queue, fairly: it goes through the workspaces that have something waiting, starting behind
-- the one where the last claim ended, and takes an equal share of each. Each step is one descent of the index jobs_waiting.
-- Rows that are locked stay where they are, so they are updated by their place: 500 at once cost 49 us each, by their key 83 us.
create function holdfast.claim_jobs(worker uuid, of_queue text, of_names text[], after uuid, most integer)
  returns table (workspace_id uuid, id uuid, name text, payload jsonb, traceparent text, attempts smallint, max_attempts smallint, fence integer, waited_ms integer, among integer)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  spaces uuid[];
  has_wrapped boolean := false;
  at_node text;
begin
  -- a worker whose lease has run out takes nothing; the lock keeps it from being reaped meanwhile
  select w.node into at_node from holdfast.job_workers w
   where w.id = worker and w.lease_until > moment for key share;
  if not found then raise exception 'the lease of this worker has run out' using errcode = 'HFLOS'; end if;

  -- nobody waits for the disk: a claim that a crash of the database forgets is a job that waits, and what its worker then tells
  -- of it is about a job that somebody else has, or nobody
  perform set_config('synchronous_commit', 'off', true);
  loop
    with recursive walk (space, seen) as (
      (select j.workspace_id, 1 from holdfast.jobs j
        where j.queue = of_queue and j.stage = 'waiting' and j.losses = 0 and j.worker_id is null and j.workspace_id > after
        order by j.workspace_id limit 1)
      union all
      select (select j.workspace_id from holdfast.jobs j
               where j.queue = of_queue and j.stage = 'waiting' and j.losses = 0 and j.worker_id is null and j.workspace_id > walk.space
               order by j.workspace_id limit 1), walk.seen + 1
        from walk where walk.space is not null and walk.seen < least(most, 32)
    )
    select array_agg(walk.space) into spaces from walk where walk.space is not null;
    if spaces is null then
      -- from the last workspace on to the first, once
      exit when has_wrapped or after = '00000000-0000-0000-0000-000000000000';
      has_wrapped := true;
      after := '00000000-0000-0000-0000-000000000000';
      continue;
    end if;
    return query
    with picked as materialized (
      select p.place from unnest(spaces) as s (space), lateral (
        select j.ctid as place from holdfast.jobs j
         where j.queue = of_queue and j.stage = 'waiting' and j.losses = 0 and j.worker_id is null and j.workspace_id = s.space and j.name = any (of_names)
         order by j.priority desc, j.id
         limit (most + cardinality(spaces) - 1) / cardinality(spaces)
         for update skip locked) as p
      limit most
    )
    update holdfast.jobs j
       set worker_id = worker, node = at_node, fence = j.fence + 1, attempts = j.attempts + 1,
           started_at = moment, progress = null
      from picked where j.ctid = picked.place
    returning j.workspace_id, j.id, j.name, j.payload, j.traceparent, j.attempts, j.max_attempts, j.fence,
              least(date_part('epoch', j.started_at - j.run_at) * 1000, 2147483647)::integer, cardinality(spaces);
    exit when found;
    -- these have nothing but kinds that this worker does not know, and hold up nobody behind them
    after := spaces[cardinality(spaces)];
  end loop;
end
$$;

-- Takes one job that was running when its worker died. Whoever takes it runs nothing else meanwhile.
create function holdfast.claim_suspect(worker uuid, of_queues text[], of_names text[])
  returns table (workspace_id uuid, id uuid, queue text, name text, payload jsonb, traceparent text, attempts smallint, max_attempts smallint, fence integer, waited_ms integer, among integer)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  at_node text;
begin
  select w.node into at_node from holdfast.job_workers w
   where w.id = worker and w.lease_until > moment for key share;
  if not found then raise exception 'the lease of this worker has run out' using errcode = 'HFLOS'; end if;
  return query
  with picked as materialized (
    select j.workspace_id, j.id from holdfast.jobs j
     where j.stage = 'waiting' and j.losses > 0 and j.worker_id is null and j.queue = any (of_queues) and j.name = any (of_names)
     order by j.losses, j.run_at limit 1
     for update skip locked
  )
  update holdfast.jobs j
     set worker_id = worker, node = at_node, fence = j.fence + 1, attempts = j.attempts + 1,
         started_at = moment, progress = null
    from picked where j.workspace_id = picked.workspace_id and j.id = picked.id
  returning j.workspace_id, j.id, j.queue, j.name, j.payload, j.traceparent, j.attempts, j.max_attempts, j.fence,
            least(date_part('epoch', j.started_at - j.run_at) * 1000, 2147483647)::integer, 1;
end
$$;

-- Puts jobs among the finished, as many as are still held with these fences.
create function holdfast.finish_jobs(worker uuid, spaces uuid[], ids uuid[], fences integer[], logs jsonb[]) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  finished integer;
begin
  with gone as (
    delete from holdfast.jobs j using unnest(spaces, ids, fences, logs) as f (space, id, fence, log)
     where j.workspace_id = f.space and j.id = f.id and j.fence = f.fence and j.worker_id = worker
    returning j.workspace_id, j.id, j.queue, j.name, j.priority, j.key, j.attempts, j.max_attempts, j.losses, j.node, j.history,
              case when f.log is null then j.log else j.log || f.log end as log, j.created_at, j.run_at, j.started_at
  )
  insert into holdfast.finished_jobs (workspace_id, id, queue, name, state, priority, key, attempts, max_attempts, losses, node,
                                      error, history, log, created_at, run_at, started_at, finished_at)
  select g.workspace_id, g.id, g.queue, g.name, 'done', g.priority, g.key, g.attempts, g.max_attempts, g.losses, g.node,
         null, g.history, g.log, g.created_at, g.run_at, g.started_at, moment
    from gone g;
  get diagnostics finished = row_count;
  return finished;
end
$$;

-- Writes down how far jobs are, of those that are still held.
create function holdfast.tell_progress(worker uuid, spaces uuid[], ids uuid[], fences integer[], told jsonb[]) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update holdfast.jobs j set progress = t.progress
      from unnest(spaces, ids, fences, told) as t (space, id, fence, progress)
     where j.workspace_id = t.space and j.id = t.id and j.fence = t.fence and j.worker_id = worker;
  end;

-- Writes down that a try did not end well, and what becomes of the job: another try after a pause, given up, or cancelled.
create function holdfast.end_attempt(worker uuid, space uuid, job uuid, held integer, outcome text, why text, said jsonb, pause_ms integer, counts boolean, gives_up boolean)
  returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  became text;
begin
  update holdfast.jobs j
     set stage = case when outcome = 'cancelled' then j.stage
                      when gives_up or (counts and j.attempts >= j.max_attempts) then 'dead'
                      when pause_ms > 0 then 'delayed' else 'waiting' end,
         worker_id = null,
         attempts = case when counts then j.attempts else j.attempts - 1 end,
         error = why,
         run_at = case when pause_ms > 0 then moment + make_interval(secs => pause_ms / 1000.0) else j.run_at end,
         finished_at = case when gives_up or (counts and j.attempts >= j.max_attempts) then moment end,
         history = jsonb_path_query_array(
           j.history || jsonb_build_object('number', j.fence, 'node', j.node, 'started_at', holdfast.wire_time(j.started_at),
                                           'ended_at', holdfast.wire_time(moment),
                                           'outcome', outcome, 'error', why), '$[last - 19 to last]'),
         log = jsonb_path_query_array(j.log || said, '$[last - 99 to last]')
   where j.workspace_id = space and j.id = job and j.fence = held and j.worker_id = worker
  returning j.stage into became;
  if became is null then return 'lost'; end if;
  if outcome = 'cancelled' then
    with gone as (delete from holdfast.jobs j where j.workspace_id = space and j.id = job returning j.*)
    insert into holdfast.finished_jobs (workspace_id, id, queue, name, state, priority, key, attempts, max_attempts, losses, node,
                                        error, history, log, created_at, run_at, started_at, finished_at)
    select g.workspace_id, g.id, g.queue, g.name, 'cancelled', g.priority, g.key, g.attempts, g.max_attempts, g.losses, g.node,
           g.error, g.history, g.log, g.created_at, g.run_at, g.started_at, moment
      from gone g;
    return 'cancelled';
  end if;
  return became;
end
$$;

-- Takes the jobs of dead workers back. No index knows who holds what, so this looks at all jobs, when somebody has died. Each counts a try and a loss: from now on it runs alone, and after `most_losses` it is
-- given up. Jobs whose transaction is still open are passed over until it has ended; until then the worker stays on the list.
create function holdfast.reap_workers(most_losses integer, pause_ms integer)
  returns table (worker uuid, at_node text, job uuid, of_queue text, of_name text, became text)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  dead uuid[];
begin
  select array_agg(w.id) into dead
    from (select w.id from holdfast.job_workers w where w.lease_until <= moment for update skip locked) as w;
  if dead is null then return; end if;
  return query
  with held as materialized (
    select j.workspace_id, j.id from holdfast.jobs j where j.worker_id = any (dead) for update skip locked
  ), lost as (
    update holdfast.jobs j
       set stage = case when j.cancel_asked_at is not null or j.losses + 1 >= most_losses or j.attempts >= j.max_attempts
                        then 'dead' when j.losses > 0 then 'delayed' else 'waiting' end,
           losses = j.losses + 1,
           worker_id = null,
           run_at = case when j.losses > 0 then moment + make_interval(secs => pause_ms / 1000.0) else j.run_at end,
           finished_at = case when j.cancel_asked_at is not null or j.losses + 1 >= most_losses or j.attempts >= j.max_attempts
                              then moment end,
           error = 'Its worker on ' || j.node || ' stopped answering.',
           history = jsonb_path_query_array(
             j.history || jsonb_build_object('number', j.fence, 'node', j.node, 'started_at', holdfast.wire_time(j.started_at),
                                           'ended_at', holdfast.wire_time(moment),
                                             'outcome', 'lost', 'error', 'Its worker on ' || j.node || ' stopped answering.'),
             '$[last - 19 to last]')
      from held, (select w.id, w.node from holdfast.job_workers w where w.id = any (dead)) as gone (id, node)
     where j.workspace_id = held.workspace_id and j.id = held.id and gone.id = j.worker_id
    returning gone.id as worker, j.node, j.id, j.queue, j.name, j.stage
  )
  select l.worker, l.node, l.id, l.queue, l.name, l.stage from lost l;
  delete from holdfast.job_workers w where w.id = any (dead)
     and not exists (select from holdfast.jobs j where j.worker_id = w.id);
end
$$;

-- Moves what is due from delayed to waiting; tells which queues have something new and how long until the next is due.
create function holdfast.ready_jobs(most integer) returns table (queues text[], next_in_ms double precision, suspects boolean)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
begin
  return query
  with due as materialized (
    select j.workspace_id, j.id from holdfast.jobs j where j.stage = 'delayed' and j.run_at <= moment
     order by j.run_at limit most for update skip locked
  ), moved as (
    update holdfast.jobs j set stage = 'waiting' from due
     where j.workspace_id = due.workspace_id and j.id = due.id returning j.queue
  )
  select (select array_agg(distinct m.queue) from moved m),
         (select (extract(epoch from j.run_at - moment) * 1000)::double precision
            from holdfast.jobs j where j.stage = 'delayed' and j.run_at > moment order by j.run_at limit 1),
         exists (select from holdfast.jobs j where j.stage = 'waiting' and j.losses > 0 and j.worker_id is null);
end
$$;

create function holdfast.count_jobs()
  returns table (queue text, waiting bigint, delayed bigint, running bigint, dead bigint, done_last_minute bigint, oldest_waiting_seconds double precision)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    with live as (
      select j.queue, count(*) filter (where j.state = 'waiting') as waiting, count(*) filter (where j.state = 'delayed') as delayed,
             count(*) filter (where j.state = 'running') as running, count(*) filter (where j.state = 'dead') as dead,
             extract(epoch from holdfast.now() - min(j.run_at) filter (where j.state = 'waiting'))::double precision as oldest
        from holdfast.jobs j group by j.queue
    ), done as (
      select f.queue, count(*) as last_minute from holdfast.finished_jobs f
       where f.state = 'done' and f.finished_at > (select holdfast.now()) - interval '1 minute'
       group by f.queue
    )
    select queue, coalesce(l.waiting, 0), coalesce(l.delayed, 0), coalesce(l.running, 0), coalesce(l.dead, 0),
           coalesce(d.last_minute, 0), l.oldest
      from live l full join done d using (queue) order by queue;
  end;

-- Removes what was finished longer ago than this, oldest first.
create function holdfast.sweep_finished_jobs(older_than interval, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from holdfast.finished_jobs f using (
    select o.workspace_id, o.id from holdfast.finished_jobs o where o.finished_at < holdfast.now() - greatest(older_than, '24 hours')
     order by o.finished_at limit most for update skip locked) as old
   where f.workspace_id = old.workspace_id and f.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end
$$;

-- The answers of repeated calls count for 24 hours. Until now nobody removed them.
drop policy reachable on holdfast.idempotency_keys;
drop policy own_workspace on holdfast.idempotency_keys;
call holdfast.isolate_from_app('holdfast.idempotency_keys');
drop index holdfast.idempotency_keys_by_age;
create index idempotency_keys_by_age on holdfast.idempotency_keys (created_at);

create function holdfast.sweep_idempotency_keys(older_than interval, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from holdfast.idempotency_keys k using (
    select o.workspace_id, o.id from holdfast.idempotency_keys o where o.created_at < holdfast.now() - greatest(older_than, '24 hours')
     order by o.created_at limit most for update skip locked) as old
   where k.workspace_id = old.workspace_id and k.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end
$$;

do $$
declare
  made regprocedure;
begin
  for made in
    select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'holdfast' and p.prosecdef
  loop
    execute format('revoke all on function %s from public', made);
    execute format('grant execute on function %s to holdfast_app', made);
  end loop;
end
$$;
