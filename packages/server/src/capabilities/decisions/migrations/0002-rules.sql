-- Rules that decide by themselves, or say what a decision needs.

create table decisions.rules (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  position integer not null,
  enabled boolean not null,
  kind text not null,
  conditions jsonb not null,
  effect jsonb not null,
  -- the member who said so last, and the account behind it: what that account's keys ask for the rule does not approve
  changed_by uuid not null,
  changed_account uuid not null,
  created_at timestamptz not null default holdfast.now(),
  changed_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id)
);
call holdfast.isolate('decisions.rules');
grant select, insert, update, delete on decisions.rules to holdfast_app;

-- What each said when, also once it is removed: a decision names the rule that decided it.
create table decisions.rule_versions (
  workspace_id uuid not null,
  rule_id uuid not null,
  version integer not null,
  change text not null check (change in ('added', 'changed', 'removed')),
  name text not null,
  position integer not null,
  enabled boolean not null,
  kind text not null,
  conditions jsonb not null,
  effect jsonb not null,
  by_member uuid not null,
  at timestamptz not null default holdfast.now(),
  primary key (workspace_id, rule_id, version)
);
call holdfast.isolate('decisions.rule_versions');
grant select, insert on decisions.rule_versions to holdfast_app;
