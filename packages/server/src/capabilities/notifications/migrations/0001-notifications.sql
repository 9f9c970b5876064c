-- What members are told of, on which ways they want to be told, and messages to many.

create schema notifications;
revoke all on schema notifications from public;
grant usage on schema notifications to holdfast_app;

create table notifications.notifications (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  topic text not null,
  -- what it is told for: nobody is told of it twice
  cause text not null,
  title text not null,
  text text not null,
  path text,
  -- what it tells of, by which it is settled
  object_id uuid,
  -- in the inbox; else it is mailed alone
  shown boolean not null,
  -- null where none was wanted; held: too many were sent to this member
  mail text check (mail in ('waiting', 'sent', 'failed', 'skipped', 'held')),
  mail_reason text,
  created_at timestamptz not null default holdfast.now(),
  read_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, member_id, cause)
);
create index notifications_of_member on notifications.notifications (workspace_id, member_id, id) where shown;
create index notifications_unread on notifications.notifications (workspace_id, member_id, id) where shown and read_at is null;
create index notifications_open on notifications.notifications (workspace_id, object_id) where read_at is null;
create index notifications_mailed on notifications.notifications (workspace_id, member_id, created_at) where mail is not null;
create index notifications_read on notifications.notifications (read_at) where read_at is not null;
create index notifications_unread_by_age on notifications.notifications (created_at) where read_at is null;
call holdfast.isolate_from_app('notifications.notifications');
grant select, insert, update on notifications.notifications to holdfast_app;

-- What a member has said; for the rest what is usual holds.
create table notifications.preferences (
  workspace_id uuid not null,
  member_id uuid not null,
  topic text not null,
  channel text not null check (channel in ('in_app', 'email')),
  wanted boolean not null,
  primary key (workspace_id, member_id, topic, channel)
);
call holdfast.isolate('notifications.preferences');
grant select, insert, update on notifications.preferences to holdfast_app;

create table notifications.batches (
  workspace_id uuid not null,
  id uuid not null,
  channel text not null check (channel in ('in_app', 'email')),
  subject text not null,
  text text not null,
  -- how many recipients are where
  waiting integer not null,
  sent integer not null,
  failed integer not null,
  skipped integer not null,
  actor_kind text not null check (actor_kind in ('member', 'key')),
  actor_id uuid not null,
  created_at timestamptz not null default holdfast.now(),
  ended_at timestamptz,
  primary key (workspace_id, id),
  check ((waiting = 0) = (ended_at is not null))
);
create index batches_ended on notifications.batches (ended_at) where ended_at is not null;
call holdfast.isolate_from_app('notifications.batches');
grant select, insert, update on notifications.batches to holdfast_app;

create table notifications.recipients (
  workspace_id uuid not null,
  batch_id uuid not null,
  number integer not null,
  recipient text not null,
  member_id uuid,
  status text not null check (status in ('waiting', 'sent', 'failed', 'skipped')),
  code text,
  reason text,
  attempts integer not null default 0,
  ended_at timestamptz,
  primary key (workspace_id, batch_id, number),
  foreign key (workspace_id, batch_id) references notifications.batches (workspace_id, id) on delete cascade
);
call holdfast.isolate_from_app('notifications.recipients');
grant select, insert, update on notifications.recipients to holdfast_app;

-- Forgets, in all workspaces, what was read so many days ago, and what nobody has read in a year. Gives how many.
create function notifications.sweep_notifications(kept_days integer, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  swept integer;
begin
  delete from notifications.notifications n using (
    select o.workspace_id, o.id from notifications.notifications o
     where o.read_at < moment - make_interval(days => greatest(kept_days, 1))
        or (o.read_at is null and o.created_at < moment - greatest(make_interval(days => kept_days), interval '365 days'))
     limit most for update skip locked) as old
   where n.workspace_id = old.workspace_id and n.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end
$$;

-- The same for messages to many, with the addresses in them, so many days after they ended.
create function notifications.sweep_batches(kept_days integer, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  swept integer;
begin
  delete from notifications.batches b using (
    select o.workspace_id, o.id from notifications.batches o
     where o.ended_at < moment - make_interval(days => greatest(kept_days, 1))
     order by o.ended_at limit least(most, 50) for update skip locked) as old
   where b.workspace_id = old.workspace_id and b.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end
$$;

revoke all on function notifications.sweep_notifications(integer, integer) from public;
revoke all on function notifications.sweep_batches(integer, integer) from public;
grant execute on function notifications.sweep_notifications(integer, integer) to holdfast_app;
grant execute on function notifications.sweep_batches(integer, integer) to holdfast_app;
