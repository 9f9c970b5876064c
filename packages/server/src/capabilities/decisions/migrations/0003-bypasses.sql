-- Times in which what is asked for of some kinds is approved at once.

create table decisions.bypasses (
  workspace_id uuid not null,
  id uuid not null,
  kinds text[] not null,
  reason text not null,
  -- the member who began it, and the account behind it: what that account's keys ask for it does not approve
  made_by uuid not null,
  made_account uuid not null,
  began_at timestamptz not null default holdfast.now(),
  ends_at timestamptz not null,
  ended_by_kind text check (ended_by_kind in ('member', 'key')),
  ended_by uuid,
  primary key (workspace_id, id)
);
create index bypasses_by_end on decisions.bypasses (workspace_id, ends_at);
call holdfast.isolate('decisions.bypasses');
grant select, insert, update on decisions.bypasses to holdfast_app;
