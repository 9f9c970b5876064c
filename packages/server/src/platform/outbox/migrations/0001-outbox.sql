-- The outbox: what has happened, written in the transaction in which it happened, and told afterwards.

-- Objects that events are about. Whoever writes an event locks its object's row until its transaction ends, and takes the
-- next number: the order of numbers is the order of commits, and a number that was rolled back is given again.
create table holdfast.outbox_objects (
  workspace_id uuid not null,
  kind text not null,
  object_id text not null,
  sequence bigint not null,
  primary key (workspace_id, kind, object_id)
) with (fillfactor = 80);
call holdfast.isolate('holdfast.outbox_objects');
grant select, insert, update on holdfast.outbox_objects to holdfast_app;

-- Taken under the lock of the object: among events of one object positions grow with their numbers.
create sequence holdfast.outbox_position;
grant usage on sequence holdfast.outbox_position to holdfast_app;

create table holdfast.outbox_events (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  object_id text not null,
  sequence bigint not null,
  position bigint not null,
  type text not null,
  data jsonb not null,
  -- the jobs that it starts, as they are written down when it is told
  jobs jsonb,
  -- what those hear who follow it live
  live jsonb,
  traceparent text,
  created_at timestamptz not null default holdfast.now(),
  relayed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, kind, object_id, sequence)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index outbox_events_waiting on holdfast.outbox_events (workspace_id, position, sequence) where relayed_at is null;
create index outbox_events_by_age on holdfast.outbox_events (relayed_at) where relayed_at is not null;
call holdfast.isolate_from_app('holdfast.outbox_events');
grant select, insert, update on holdfast.outbox_events to holdfast_app;

-- One event for one target of webhooks.
create table holdfast.outbox_deliveries (
  workspace_id uuid not null,
  event_id uuid not null,
  target_id uuid not null,
  kind text not null,
  object_id text not null,
  sequence bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'dead', 'dropped')),
  attempts smallint not null default 0,
  -- what the last try brought
  status smallint,
  error text,
  created_at timestamptz not null default holdfast.now(),
  ended_at timestamptz,
  primary key (workspace_id, event_id, target_id),
  foreign key (workspace_id, event_id) references holdfast.outbox_events (workspace_id, id) on delete cascade
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index outbox_deliveries_next on holdfast.outbox_deliveries (workspace_id, target_id, kind, object_id, sequence)
  where state = 'waiting';
create index outbox_deliveries_dead on holdfast.outbox_deliveries (workspace_id, event_id) where state = 'dead';
call holdfast.isolate_from_app('holdfast.outbox_deliveries');
grant select, insert, update on holdfast.outbox_deliveries to holdfast_app;

-- The lane of one object to one target, while something waits in it. One node at a time has it, so nothing overtakes.
create table holdfast.outbox_lanes (
  workspace_id uuid not null,
  target_id uuid not null,
  kind text not null,
  object_id text not null,
  state text not null default 'due' check (state in ('due', 'later', 'claimed')),
  due_at timestamptz not null default holdfast.now(),
  node_id uuid,
  -- another with every claim: whoever holds an older one has lost the lane
  fence bigint not null default 0,
  claimed_at timestamptz,
  primary key (workspace_id, target_id, kind, object_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index outbox_lanes_due on holdfast.outbox_lanes (workspace_id, target_id, due_at) where state = 'due';
create index outbox_lanes_later on holdfast.outbox_lanes (due_at) where state = 'later';
create index outbox_lanes_claimed on holdfast.outbox_lanes (node_id) where state = 'claimed';
call holdfast.isolate_from_app('holdfast.outbox_lanes');
grant select, insert, update, delete on holdfast.outbox_lanes to holdfast_app;
