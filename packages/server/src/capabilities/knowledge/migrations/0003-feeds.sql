-- Files at URLs that are imported again and again, what was pulled of them, and each try of it.

create table knowledge.feeds (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  header_name text,
  -- sealed for this row and the origin of this url: for another it does not open
  sealed_header text,
  header_set_at timestamptz,
  filename text,
  encoding text,
  mapping jsonb,
  every_minutes integer,
  cron text,
  attempts integer not null,
  first_pause_seconds integer not null,
  timeout_seconds integer not null,
  paused boolean not null,
  -- by the clock of the database; null while it is paused
  next_pull_at timestamptz,
  -- the last import that came of it, its file, and by what the server knows that file again
  taken_import_id uuid,
  taken_sha256 bytea,
  etag text,
  last_modified text,
  last_success_at timestamptz,
  failing_since timestamptz,
  dead_letters integer not null default 0,
  actor_kind text not null check (actor_kind in ('member', 'key')),
  actor_id uuid not null,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  -- the row stays for its name: imports say by which feed they were made
  removed_at timestamptz,
  primary key (workspace_id, id),
  check ((every_minutes is null) <> (cron is null)),
  check ((sealed_header is null) = (header_name is null) and (sealed_header is null) = (header_set_at is null)),
  check (not paused or next_pull_at is null)
);
create unique index feeds_name_once on knowledge.feeds (workspace_id, name) where removed_at is null;
create index feeds_due on knowledge.feeds (next_pull_at) where next_pull_at is not null;
call holdfast.isolate_from_app('knowledge.feeds');
grant select, insert, update on knowledge.feeds to holdfast_app;

create table knowledge.feed_pulls (
  workspace_id uuid not null,
  id uuid not null,
  feed_id uuid not null,
  cause text not null check (cause in ('schedule', 'hand')),
  -- asked for without a condition, and imported whatever it is
  whole boolean not null,
  status text not null check (status in ('pending', 'retrying', 'imported', 'unchanged', 'dead_letter', 'cancelled')),
  most_attempts integer not null,
  next_attempt_at timestamptz,
  import_id uuid,
  created_at timestamptz not null default holdfast.now(),
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, feed_id) references knowledge.feeds (workspace_id, id),
  check ((ended_at is null) = (status in ('pending', 'retrying')))
);
create unique index feed_pulls_one_at_a_time on knowledge.feed_pulls (workspace_id, feed_id) where ended_at is null;
create index feed_pulls_of_feed on knowledge.feed_pulls (workspace_id, feed_id, id);
create index feed_pulls_under_way on knowledge.feed_pulls (created_at) where ended_at is null;
call holdfast.isolate_from_app('knowledge.feed_pulls');
grant select, insert, update, delete on knowledge.feed_pulls to holdfast_app;

create table knowledge.feed_attempts (
  workspace_id uuid not null,
  pull_id uuid not null,
  attempt integer not null,
  started_at timestamptz not null default holdfast.now(),
  ended_at timestamptz,
  outcome text check (outcome in ('imported', 'unchanged', 'failed')),
  -- what was answered over HTTP
  status integer,
  code text,
  message text,
  bytes bigint,
  primary key (workspace_id, pull_id, attempt),
  foreign key (workspace_id, pull_id) references knowledge.feed_pulls (workspace_id, id) on delete cascade,
  check ((ended_at is null) = (outcome is null))
);
call holdfast.isolate('knowledge.feed_attempts');
grant select, insert, update, delete on knowledge.feed_attempts to holdfast_app;

-- Of all workspaces, feeds whose time has come.
create function knowledge.due_feeds(most integer)
  returns table (workspace_id uuid, feed_id uuid)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select f.workspace_id, f.id from knowledge.feeds f
     where f.next_pull_at <= holdfast.now() order by f.next_pull_at limit most;
  end;
revoke all on function knowledge.due_feeds(integer) from public;
grant execute on function knowledge.due_feeds(integer) to holdfast_app;

-- Of all workspaces, feeds whose time may have been set by a clock that ran ahead. The longest pace is seven days.
create function knowledge.feeds_far_ahead()
  returns table (workspace_id uuid, feed_id uuid)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select f.workspace_id, f.id from knowledge.feeds f
     where f.next_pull_at > holdfast.now() + make_interval(mins => coalesce(f.every_minutes, 11520));
  end;
revoke all on function knowledge.feeds_far_ahead() from public;
grant execute on function knowledge.feeds_far_ahead() to holdfast_app;

-- Of all workspaces, the pulls that somebody should be at work on.
create function knowledge.feed_pulls_under_way()
  returns table (workspace_id uuid, feed_id uuid, pull_id uuid)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select p.workspace_id, p.feed_id, p.id from knowledge.feed_pulls p where p.ended_at is null order by p.created_at;
  end;
revoke all on function knowledge.feed_pulls_under_way() from public;
grant execute on function knowledge.feed_pulls_under_way() to holdfast_app;

-- Feeds of all workspaces that fail, for whoever watches the instance.
create function knowledge.count_failing_feeds()
  returns bigint
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select count(*) from knowledge.feeds f
     where f.failing_since is not null and not f.paused and f.removed_at is null;
  end;
revoke all on function knowledge.count_failing_feeds() from public;
grant execute on function knowledge.count_failing_feeds() to holdfast_app;
