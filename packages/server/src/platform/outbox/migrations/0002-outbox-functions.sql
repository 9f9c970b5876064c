-- What the outbox does across workspaces, and nothing else: each function has a fixed shape and runs as the tables' owner.

-- Workspaces with events that nobody was told of yet, behind this one, in their order. Each is one descent of an index.
create function holdfast.outbox_waiting_workspaces(after uuid, most integer) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    with recursive walk (space, seen) as (
      (select e.workspace_id, 1 from holdfast.outbox_events e
        where e.relayed_at is null and e.workspace_id > after order by e.workspace_id limit 1)
      union all
      select (select e.workspace_id from holdfast.outbox_events e
               where e.relayed_at is null and e.workspace_id > walk.space order by e.workspace_id limit 1), walk.seen + 1
        from walk where walk.space is not null and walk.seen < most
    )
    select walk.space from walk where walk.space is not null;
  end;

-- Takes lanes whose time has come, with the first delivery that waits in each. It goes through the targets that have some,
-- behind the one where the last claim ended, and takes a few of each: a target with many holds up nobody's one.
create function holdfast.claim_outbox_lanes(by_node uuid, after_space uuid, after_target uuid, full_spaces uuid[], full_targets uuid[], most integer, most_of_target integer)
  returns table (workspace_id uuid, target_id uuid, kind text, object_id text, fence bigint, event_id uuid, sequence bigint, type text, data jsonb, created_at timestamptz, traceparent text, attempts smallint, age_ms double precision, waited_ms double precision)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  spaces uuid[];
  targets uuid[];
begin
  -- a node that was taken off the list takes nothing until it is back: others may take what it holds at any time
  perform from holdfast.nodes n where n.id = by_node for key share;
  if not found then return; end if;

  -- a claim that a crash of the database takes back is claimed again: nobody waits for the disk
  perform set_config('synchronous_commit', 'off', true);
  -- what a node had that is gone, or that did not come to an end: no try takes half as long
  update holdfast.outbox_lanes l set state = 'due', node_id = null
    from (select s.ctid as place from holdfast.outbox_lanes s
           where s.state = 'claimed'
             and (not exists (select from holdfast.nodes n where n.id = s.node_id) or s.claimed_at < moment - interval '2 minutes')
             for update skip locked) as stale
   where l.ctid = stale.place;
  update holdfast.outbox_lanes l set state = 'due'
    from (select d.ctid as place from holdfast.outbox_lanes d where d.state = 'later' and d.due_at <= moment
           order by d.due_at limit 1000 for update skip locked) as due
   where l.ctid = due.place;

  for turn in 1..2 loop
    with recursive walk (space, target, seen) as (
      (select l.workspace_id, l.target_id, 1 from holdfast.outbox_lanes l
        where l.state = 'due' and (l.workspace_id, l.target_id) > (after_space, after_target)
        order by l.workspace_id, l.target_id limit 1)
      union all
      select next.workspace_id, next.target_id, walk.seen + 1
        from walk, lateral (
          select l.workspace_id, l.target_id from holdfast.outbox_lanes l
           where l.state = 'due'
             -- a full workspace is passed over with all its targets, however many
             and (l.workspace_id, l.target_id) > (walk.space, case when walk.space = any (full_spaces)
                                                                   then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else walk.target end)
           order by l.workspace_id, l.target_id limit 1) as next
       where walk.seen < 1000
    )
    select array_agg(w.space), array_agg(w.target) into spaces, targets
      from (select walk.space, walk.target from walk
             where walk.space <> all (full_spaces) and walk.target <> all (full_targets) limit most) as w;
    exit when spaces is not null or after_space = '00000000-0000-0000-0000-000000000000';
    -- from the last target on to the first
    after_space := '00000000-0000-0000-0000-000000000000';
    after_target := after_space;
  end loop;
  if spaces is null then return; end if;

  return query
  with picked as materialized (
    select p.place from unnest(spaces, targets) as s (space, target), lateral (
      select l.ctid as place from holdfast.outbox_lanes l
       where l.state = 'due' and l.workspace_id = s.space and l.target_id = s.target
       order by l.due_at limit most_of_target
       for update skip locked) as p
    limit most
  ), claimed as (
    update holdfast.outbox_lanes l
       set state = 'claimed', node_id = by_node, claimed_at = moment, fence = nextval('holdfast.outbox_position')
      from picked where l.ctid = picked.place
    returning l.*
  )
  select c.workspace_id, c.target_id, c.kind, c.object_id, c.fence, n.event_id, n.sequence, n.type, n.data, n.created_at,
         n.traceparent, n.attempts, (extract(epoch from moment - n.created_at) * 1000)::double precision,
         (extract(epoch from moment - c.due_at) * 1000)::double precision
    from claimed c left join lateral (
      select d.event_id, d.sequence, d.attempts, e.type, e.data, e.created_at, e.traceparent
        from holdfast.outbox_deliveries d
        join holdfast.outbox_events e on e.workspace_id = d.workspace_id and e.id = d.event_id
       where d.workspace_id = c.workspace_id and d.target_id = c.target_id and d.kind = c.kind and d.object_id = c.object_id
         and d.state = 'waiting'
       order by d.sequence limit 1) as n on true;
end
$$;

create function holdfast.count_outbox()
  returns table (events_waiting bigint, events_oldest_seconds double precision, webhooks_waiting bigint, webhooks_oldest_seconds double precision, webhooks_dead bigint)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select e.waiting, coalesce(extract(epoch from holdfast.now() - e.oldest), 0)::double precision,
           d.waiting, coalesce(extract(epoch from holdfast.now() - d.oldest), 0)::double precision, x.dead
      from (select count(*) as waiting, min(o.created_at) as oldest from holdfast.outbox_events o where o.relayed_at is null) as e,
           (select count(*) as waiting, min(o.created_at) as oldest from holdfast.outbox_deliveries o where o.state = 'waiting') as d,
           (select count(*) as dead from holdfast.outbox_deliveries o where o.state = 'dead') as x;
  end;

-- Removes what was told longer ago than this, with its deliveries. What still waits stays, and so do dead letters for longer.
create function holdfast.sweep_outbox(older_than interval, dead_older_than interval, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  swept integer;
begin
  -- whoever may call this sweeps all workspaces: never more than what has had its time
  older_than := greatest(older_than, '3 days');
  dead_older_than := greatest(dead_older_than, '30 days');
  delete from holdfast.outbox_events e using (
    select o.workspace_id, o.id from holdfast.outbox_events o
     where o.relayed_at < moment - older_than
       and not exists (
         select from holdfast.outbox_deliveries d
          where d.workspace_id = o.workspace_id and d.event_id = o.id
            and (d.state = 'waiting' or d.ended_at >= moment - case d.state when 'dead' then dead_older_than else older_than end))
     order by o.relayed_at limit most for update skip locked) as old
   where e.workspace_id = old.workspace_id and e.id = old.id;
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
     where n.nspname = 'holdfast' and p.prosecdef and p.proname like '%outbox%'
  loop
    execute format('revoke all on function %s from public', made);
    execute format('grant execute on function %s to holdfast_app', made);
  end loop;
end
$$;
