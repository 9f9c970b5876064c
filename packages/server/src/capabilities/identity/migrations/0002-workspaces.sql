create schema identity;
revoke all on schema identity from public;
grant usage on schema identity to holdfast_app;

-- Each workspace sees one row: itself.
create table identity.workspaces (
  workspace_id uuid primary key,
  name text not null,
  second_factor_required boolean not null default false,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1
);
call holdfast.isolate_from_app('identity.workspaces');
grant select, update on identity.workspaces to holdfast_app;

create table identity.members (
  workspace_id uuid not null references identity.workspaces (workspace_id),
  id uuid not null,
  account_id uuid not null references auth.accounts (id),
  role text not null check (role in ('viewer', 'analyst', 'admin')),
  deactivated_at timestamptz,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, account_id)
);
create index members_by_account on identity.members (account_id);
call holdfast.isolate_from_app('identity.members');
grant select, update, delete on identity.members to holdfast_app;

create table identity.invitations (
  workspace_id uuid not null references identity.workspaces (workspace_id),
  id uuid not null,
  email text not null,
  email_key text not null,
  role text not null check (role in ('viewer', 'analyst', 'admin')),
  token_hash bytea not null,
  invited_by uuid,
  mail text not null default 'not_configured' check (mail in ('not_configured', 'waiting', 'accepted', 'refused')),
  created_at timestamptz not null default holdfast.now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
create unique index invitations_one_open on identity.invitations (workspace_id, email_key)
  where accepted_at is null and revoked_at is null;
create index invitations_by_token on identity.invitations (token_hash);
call holdfast.isolate_from_app('identity.invitations');
grant select, insert, update on identity.invitations to holdfast_app;

create table identity.keys (
  workspace_id uuid not null references identity.workspaces (workspace_id),
  id uuid not null,
  public_id text not null,
  secret_hash bytea not null,
  last_four text not null,
  name text not null,
  scopes text[] not null,
  created_by uuid not null,
  created_at timestamptz not null default holdfast.now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  used_at timestamptz,
  replaces uuid,
  primary key (workspace_id, id),
  unique (workspace_id, public_id)
);
create index keys_by_maker on identity.keys (workspace_id, created_by);
call holdfast.isolate_from_app('identity.keys');
grant select, insert, update on identity.keys to holdfast_app;
