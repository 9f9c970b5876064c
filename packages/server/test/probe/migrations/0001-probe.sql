-- Tables that only tests have: two schemas, a composite foreign key, counters on both sides, and a clock that can be shifted.

create schema probe;
create schema probe_notes;
grant usage on schema probe, probe_notes to holdfast_app;

create table probe.folders (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default holdfast.now(),
  primary key (workspace_id, id),
  constraint folders_name unique (workspace_id, name)
);
call holdfast.isolate('probe.folders');

create table probe_notes.notes (
  workspace_id uuid not null,
  id uuid not null,
  folder_id uuid,
  title text not null constraint notes_title_is_not_forbidden check (title <> 'forbidden'),
  body text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default holdfast.now(),
  updated_at timestamptz not null default holdfast.now(),
  primary key (workspace_id, id),
  constraint notes_folder foreign key (workspace_id, folder_id) references probe.folders (workspace_id, id) on delete cascade
);
create index notes_by_time on probe_notes.notes (workspace_id, created_at desc, id desc);
call holdfast.isolate('probe_notes.notes');

create table probe.counters (
  workspace_id uuid not null,
  name text not null,
  value bigint not null default 0,
  primary key (workspace_id, name)
);
call holdfast.isolate('probe.counters');

create table probe_notes.counters (
  workspace_id uuid not null,
  name text not null,
  value bigint not null default 0,
  primary key (workspace_id, name)
);
call holdfast.isolate('probe_notes.counters');

grant select, insert, update, delete on all tables in schema probe, probe_notes to holdfast_app;

-- a sequence changes at once for every session and is no table, so that no rule about tables needs an exception
create sequence probe.clock_shift_ms minvalue -9000000000000 start 0;
select setval('probe.clock_shift_ms', 0, false);
grant select, update on sequence probe.clock_shift_ms to holdfast_app;

create or replace function holdfast.now() returns timestamptz
  language sql volatile
  return clock_timestamp() + make_interval(secs => (select last_value from probe.clock_shift_ms) / 1000.0);
