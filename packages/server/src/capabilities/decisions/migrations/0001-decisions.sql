-- What waits for a human: what is asked, by whom, what became of it, and who did what on the way.

create schema decisions;
revoke all on schema decisions from public;
grant usage on schema decisions to holdfast_app;

create table decisions.decisions (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  title text not null,
  -- 0 low to 3 critical
  urgency smallint not null check (urgency between 0 and 3),
  -- the same the other way round, so that lists go upwards; a column, as row-level security keeps expressions from an index
  rank smallint not null generated always as (3 - urgency) stored,
  status text not null default 'pending'
    check (status in ('pending', 'returned', 'approved', 'rejected', 'expired', 'cancelled')),
  -- of the present revision, as canonical JSON: what is approved is what has this hash
  arguments text not null,
  arguments_sha256 bytea not null,
  revision integer not null default 1,
  evidence jsonb not null,
  options jsonb not null,
  asker_kind text not null check (asker_kind in ('member', 'key')),
  asker_id uuid not null,
  -- behind the asker: its own account, or that of whoever made the key
  owner_account uuid not null,
  agent text,
  trace_id text,
  span_id text,
  levels jsonb not null,
  level smallint not null default 1,
  -- of the present level, counted from when it came there: when it should be decided, and when it goes on where there is another
  due_at timestamptz,
  moves_at timestamptz,
  deadline_at timestamptz not null,
  default_verdict text not null check (default_verdict in ('approve', 'deny')),
  quorum smallint not null,
  four_eyes boolean not null,
  second_factor boolean not null,
  -- void when the time is over, whether or not anybody clears it
  claimed_by uuid,
  claimed_until timestamptz,
  delegated_by uuid,
  verdict text check (verdict in ('approve', 'deny')),
  decided_how text check (decided_how in ('person', 'deadline', 'rule', 'bypass', 'asker')),
  decided_by_kind text check (decided_by_kind in ('member', 'key', 'rule', 'bypass', 'clock')),
  decided_by uuid,
  -- what the rule that decided it said then is in its history
  decided_rule_version integer check (decided_rule_version is null or decided_by_kind = 'rule'),
  reason text,
  option text,
  decided_at timestamptz,
  -- whoever approved changed the arguments in the same act
  approved_edited boolean not null default false,
  -- nobody was late: not the level it was decided at, not the whole
  in_time boolean,
  execution text check (execution in ('waiting', 'taken', 'executed', 'failed')),
  executor_kind text check (executor_kind in ('member', 'key')),
  executor_id uuid,
  taken_until timestamptz,
  execution_detail text,
  execution_ended_at timestamptz,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  check ((claimed_by is null) = (claimed_until is null) and (delegated_by is null or claimed_by is not null)),
  check ((status in ('pending', 'returned')) = (verdict is null)),
  check ((verdict is null) = (decided_at is null) and (verdict is null) = (decided_how is null)),
  check ((execution is null) = (verdict is distinct from 'approve')),
  check ((execution = 'taken') is not true or taken_until is not null)
) with (fillfactor = 80);
-- the inbox: the most urgent first, then the oldest; both upwards, so that a page goes on at one place of the index
create index decisions_waiting on decisions.decisions (workspace_id, status, rank, id)
  where status in ('pending', 'returned');
-- the same of one kind, of admins, and of whoever has some to themselves: few of many, which are not looked for among all that wait
create index decisions_waiting_of_kind on decisions.decisions (workspace_id, status, kind, rank, id)
  where status in ('pending', 'returned');
create index decisions_waiting_for_admins on decisions.decisions (workspace_id, status, rank, id)
  where status in ('pending', 'returned') and levels -> (level - 1) ->> 'required_role' = 'admin';
create index decisions_claimed on decisions.decisions (workspace_id, claimed_by)
  where status in ('pending', 'returned') and claimed_by is not null;
create index decisions_by_status on decisions.decisions (workspace_id, status, id);
create index decisions_of_trace on decisions.decisions (workspace_id, trace_id, id) where trace_id is not null;
create index decisions_decided on decisions.decisions (workspace_id, decided_at) where decided_at is not null;
-- what the clock will do by itself
create index decisions_due on decisions.decisions (least(deadline_at, moves_at), id) where status in ('pending', 'returned');
call holdfast.isolate_from_app('decisions.decisions');
grant select, insert, update on decisions.decisions to holdfast_app;

-- Who did what, in the order of versions: each act is one version.
create table decisions.steps (
  workspace_id uuid not null,
  decision_id uuid not null,
  number integer not null,
  step text not null,
  actor_kind text not null check (actor_kind in ('member', 'key', 'rule', 'bypass', 'clock')),
  actor_id uuid,
  reason text,
  level smallint not null,
  revision integer not null,
  to_id uuid,
  at timestamptz not null default holdfast.now(),
  primary key (workspace_id, decision_id, number),
  foreign key (workspace_id, decision_id) references decisions.decisions (workspace_id, id) on delete cascade
);
call holdfast.isolate('decisions.steps');
grant select, insert on decisions.steps to holdfast_app;

-- What was asked for, from the second revision on with the first: while there is one only, the decision itself says it.
create table decisions.revisions (
  workspace_id uuid not null,
  decision_id uuid not null,
  revision integer not null,
  arguments text not null,
  arguments_sha256 bytea not null,
  actor_kind text not null check (actor_kind in ('member', 'key')),
  actor_id uuid not null,
  -- behind it: whoever leaves and comes back is the same who made it
  actor_account uuid not null,
  reason text,
  at timestamptz not null default holdfast.now(),
  primary key (workspace_id, decision_id, revision),
  foreign key (workspace_id, decision_id) references decisions.decisions (workspace_id, id) on delete cascade
);
call holdfast.isolate('decisions.revisions');
grant select, insert on decisions.revisions to holdfast_app;

-- Approvals where more than one is needed, each of one revision at one level.
create table decisions.votes (
  workspace_id uuid not null,
  decision_id uuid not null,
  revision integer not null,
  level smallint not null,
  member_id uuid not null,
  reason text,
  option text,
  at timestamptz not null default holdfast.now(),
  primary key (workspace_id, decision_id, revision, level, member_id),
  foreign key (workspace_id, decision_id) references decisions.decisions (workspace_id, id) on delete cascade
);
call holdfast.isolate('decisions.votes');
grant select, insert on decisions.votes to holdfast_app;

-- Of all workspaces, decisions whose time has come, behind this one.
create function decisions.due(most integer, behind timestamptz, behind_id uuid)
  returns table (workspace_id uuid, decision_id uuid, since timestamptz)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select d.workspace_id, d.id, least(d.deadline_at, d.moves_at) from decisions.decisions d
     where d.status in ('pending', 'returned') and least(d.deadline_at, d.moves_at) <= holdfast.now()
       and (behind is null or (least(d.deadline_at, d.moves_at), d.id) > (behind, behind_id))
     order by least(d.deadline_at, d.moves_at), d.id limit most;
  end;
revoke all on function decisions.due(integer, timestamptz, uuid) from public;
grant execute on function decisions.due(integer, timestamptz, uuid) to holdfast_app;
