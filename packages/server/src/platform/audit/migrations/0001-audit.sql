-- What was done, by whom, to what. Written in the transaction of the act; chained a moment after its commit, so that acts need not
-- wait for each other. The application's role may add entries and read them, and nothing else.

create table holdfast.audit_entries (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)*$'),
  actor_kind text not null check (actor_kind in ('member', 'key', 'account', 'system')),
  actor_id uuid,
  object_kind text check (object_kind ~ '^[a-z_]+$'),
  object_id text check (object_id !~ '[[:cntrl:]]'),
  facts jsonb not null default '{}',
  -- the digest of the personal part, so that the chain binds it and can do without it
  personal_digest bytea,
  trace_id text check (trace_id ~ '^[0-9a-f]{32}$'),
  number bigint,
  hash bytea,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  check ((number is null) = (hash is null)),
  check ((object_kind is null) = (object_id is null))
);
create index audit_entries_by_time on holdfast.audit_entries (workspace_id, at desc, id desc);
create index audit_entries_by_actor on holdfast.audit_entries (workspace_id, actor_id, at desc, id desc);
create index audit_entries_by_object on holdfast.audit_entries (workspace_id, object_id, at desc, id desc);
create index audit_entries_unsealed on holdfast.audit_entries (workspace_id, at, id) where number is null;
call holdfast.isolate_from_app('holdfast.audit_entries');
grant select, insert on holdfast.audit_entries to holdfast_app;

-- Where the chain of a workspace ends. Only the functions below touch it.
create table holdfast.audit_heads (
  workspace_id uuid primary key,
  number bigint not null,
  hash bytea not null
);
call holdfast.isolate_from_app('holdfast.audit_heads');
grant select on holdfast.audit_heads to holdfast_app;

-- What of an entry is about a person and is erased with them: from where and with what they came.
create table holdfast.audit_personal (
  workspace_id uuid not null,
  entry_id uuid not null,
  account_id uuid,
  salt bytea not null,
  address text,
  agent text,
  primary key (workspace_id, entry_id),
  foreign key (workspace_id, entry_id) references holdfast.audit_entries (workspace_id, id) deferrable initially deferred
);
create index audit_personal_by_account on holdfast.audit_personal (workspace_id, account_id);
call holdfast.isolate_from_app('holdfast.audit_personal');
grant select, insert on holdfast.audit_personal to holdfast_app;

-- Nobody says when an act was or where it stands in the chain: the database does.
create function holdfast.stamp_audit_entry() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  as $$
begin
  new.at := holdfast.now();
  new.number := null;
  new.hash := null;
  return new;
end
$$;
revoke all on function holdfast.stamp_audit_entry() from public;
create trigger audit_entries_are_stamped before insert on holdfast.audit_entries
  for each row execute function holdfast.stamp_audit_entry();

-- What the hash of an entry covers. Every field that may hold anything is JSON text, so that no field can be moved into another.
create function holdfast.audit_digest(previous bytea, entry holdfast.audit_entries) returns bytea
  language sql stable
  set search_path = pg_catalog, pg_temp
  return sha256(convert_to(
    encode(previous, 'hex') || chr(10) ||
    jsonb_build_array(
      entry.workspace_id, entry.number, entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      entry.action, entry.actor_kind, entry.actor_id, entry.object_kind, entry.object_id, entry.facts,
      encode(entry.personal_digest, 'hex'), entry.trace_id)::text, 'UTF8'));

-- Puts up to `most` entries of a workspace into its chain, in the order of their time, and tells how many it were.
create function holdfast.seal_audit(space uuid, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  entry holdfast.audit_entries;
  head holdfast.audit_heads;
  sealed integer := 0;
begin
  insert into holdfast.audit_heads (workspace_id, number, hash) values (space, 0, sha256(convert_to(space::text, 'UTF8')))
    on conflict do nothing;
  select * into head from holdfast.audit_heads h where h.workspace_id = space for update;
  for entry in
    select * from holdfast.audit_entries e where e.workspace_id = space and e.number is null order by e.at, e.id limit most
  loop
    sealed := sealed + 1;
    entry.number := head.number + 1;
    head.hash := holdfast.audit_digest(head.hash, entry);
    head.number := entry.number;
    update holdfast.audit_entries e set number = head.number, hash = head.hash
     where e.workspace_id = space and e.id = entry.id;
  end loop;
  update holdfast.audit_heads h set number = head.number, hash = head.hash where h.workspace_id = space;
  return sealed;
end
$$;

-- Workspaces that have something to be sealed, which only a crash between commit and sealing leaves.
create function holdfast.audit_unsealed(most integer) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select distinct e.workspace_id from holdfast.audit_entries e where e.number is null limit most;
  end;

revoke all on function holdfast.audit_digest(bytea, holdfast.audit_entries) from public;
revoke all on function holdfast.seal_audit(uuid, integer) from public;
revoke all on function holdfast.audit_unsealed(integer) from public;
grant execute on function holdfast.seal_audit(uuid, integer), holdfast.audit_unsealed(integer) to holdfast_app;

-- What the chain knows of the personal part: nothing that could be guessed back without the salt, which is erased with it.
create function holdfast.personal_digest(salt bytea, address text, agent text) returns bytea
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
  return sha256(salt || convert_to(jsonb_build_array(address, agent)::text, 'UTF8'));
revoke all on function holdfast.personal_digest(bytea, text, text) from public;
grant execute on function holdfast.personal_digest(bytea, text, text) to holdfast_app;
