-- Who people are, for the whole instance. No table of this schema can be touched by the application's role: everything goes
-- through the functions beside it, which do one thing each.

create table auth.accounts (
  id uuid primary key,
  email text not null,
  -- what makes two addresses one; made by the functions below, never by a caller
  email_key text not null unique,
  name text not null,
  password_hash text,
  -- grows with every new password: what was read before one, and comes after it, does not count
  password_version integer not null default 1,
  operator boolean not null default false,
  deactivated_at timestamptz,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1
);

-- One row, once somebody has set the instance up.
create table auth.setup (
  is_only boolean primary key default true check (is_only),
  account_id uuid not null references auth.accounts (id),
  done_at timestamptz not null default holdfast.now()
);

-- Each node that starts before the setup offers a token of its own. All are gone after it.
create table auth.setup_tokens (
  token_hash bytea primary key,
  created_at timestamptz not null default holdfast.now()
);

create table auth.sign_ins (
  id uuid primary key,
  account_id uuid not null references auth.accounts (id) on delete cascade,
  kind text not null check (kind in ('cookie', 'token')),
  secret_hash bytea not null,
  second_factor boolean not null,
  created_at timestamptz not null default holdfast.now(),
  proved_at timestamptz not null default holdfast.now(),
  seen_at timestamptz not null default holdfast.now(),
  idle_seconds double precision not null,
  expires_at timestamptz not null,
  address text,
  agent text
);
create index sign_ins_by_account on auth.sign_ins (account_id);
create index sign_ins_by_end on auth.sign_ins (expires_at);

create table auth.second_factors (
  account_id uuid primary key references auth.accounts (id) on delete cascade,
  -- sealed by the process: the database alone cannot make codes
  secret text not null,
  confirmed_at timestamptz,
  last_step bigint,
  created_at timestamptz not null default holdfast.now()
);

create table auth.recovery_codes (
  account_id uuid not null references auth.accounts (id) on delete cascade,
  code_hash bytea not null,
  primary key (account_id, code_hash)
);

create table auth.password_resets (
  token_hash bytea primary key,
  account_id uuid not null references auth.accounts (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default holdfast.now()
);
create index password_resets_by_account on auth.password_resets (account_id);

-- An issuer's account that opens one of ours: by issuer and subject, never by e-mail.
create table auth.identities (
  id uuid primary key,
  account_id uuid not null references auth.accounts (id) on delete cascade,
  issuer text not null,
  subject text not null,
  added_at timestamptz not null default holdfast.now(),
  used_at timestamptz,
  unique (issuer, subject)
);
create index identities_by_account on auth.identities (account_id);

-- Which workspace a key belongs to, before that workspace is known. The key itself is the workspace's.
create table auth.key_places (
  public_id text primary key,
  workspace_id uuid not null,
  key_id uuid not null
);
