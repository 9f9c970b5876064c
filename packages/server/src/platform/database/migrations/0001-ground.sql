-- The ground every table stands on: who the current workspace is, what time it is, and what a finished call answered.

create schema if not exists holdfast;
create schema auth;

revoke all on schema holdfast, auth from public;
grant usage on schema holdfast, auth to holdfast_app;

-- The workspace of the running transaction; null outside of one, which makes every comparison fail.
create function holdfast.workspace_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('holdfast.workspace_id', true), '')::uuid;

-- The time for deadlines, leases and stamps. now() would be the start of the transaction: an act that waited for a lock would count as early.
create function holdfast.now() returns timestamptz
  language sql volatile parallel safe
  return clock_timestamp();

-- Forces a table to show and take the current workspace's rows only. The restrictive policy cannot be widened by a later one.
create procedure holdfast.isolate(target regclass)
  language plpgsql
  set search_path = pg_catalog
  as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy reachable on %s for all to public using (true) with check (true)', target);
  execute format(
    'create policy own_workspace on %s as restrictive for all to public
       using (workspace_id = (select holdfast.workspace_id()))
       with check (workspace_id = (select holdfast.workspace_id()))', target);
end
$$;
revoke all on procedure holdfast.isolate(regclass) from public;

-- What the first call with an Idempotency-Key answered, for those that repeat it.
create table holdfast.idempotency_keys (
  workspace_id uuid not null,
  id uuid not null,
  principal_id uuid not null,
  operation text not null,
  path text not null,
  key text not null,
  fingerprint bytea not null,
  status smallint not null,
  headers jsonb not null,
  body json,
  created_at timestamptz not null default holdfast.now(),
  primary key (workspace_id, id),
  unique (workspace_id, principal_id, operation, path, key)
);
create index idempotency_keys_by_age on holdfast.idempotency_keys (workspace_id, created_at);
call holdfast.isolate('holdfast.idempotency_keys');
grant select, insert, delete on holdfast.idempotency_keys to holdfast_app;
