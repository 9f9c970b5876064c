-- What somebody wants to see again: for themselves, or for everybody in the workspace.

create schema views;
revoke all on schema views from public;
grant usage on schema views to holdfast_app;

create table views.trace_views (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  filters jsonb not null,
  shared boolean not null,
  -- the member or the key that made it
  owner_id uuid not null,
  owner_kind text not null check (owner_kind in ('member', 'key')),
  created_at timestamptz not null default holdfast.now(),
  updated_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  -- a key is nobody who could look at a view of its own
  check (shared or owner_kind = 'member')
);
create index trace_views_by_owner on views.trace_views (workspace_id, owner_id);
call holdfast.isolate('views.trace_views');
grant select, insert, update, delete on views.trace_views to holdfast_app;
