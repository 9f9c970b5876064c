-- Where a workspace is told of events. What is sent there, and what became of it, is in the outbox.

create schema webhooks;
revoke all on schema webhooks from public;
grant usage on schema webhooks to holdfast_app;

create table webhooks.webhooks (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  enabled boolean not null,
  -- the receiver answered that it is gone for good, and so disabled it
  gone_at timestamptz,
  -- sealed for this row
  sealed_secret text not null,
  secret_set_at timestamptz not null default holdfast.now(),
  -- messages are signed with it as well until then, by the clock of the database
  sealed_earlier_secret text,
  earlier_secret_until timestamptz,
  actor_kind text not null check (actor_kind in ('member', 'key')),
  actor_id uuid not null,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  check ((sealed_earlier_secret is null) = (earlier_secret_until is null)),
  check (gone_at is null or not enabled)
);
call holdfast.isolate('webhooks.webhooks');
grant select, insert, update, delete on webhooks.webhooks to holdfast_app;
