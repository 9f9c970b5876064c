-- Who serves this instance, and which instance this is. Neither belongs to a workspace.

create table holdfast.instance (
  is_only boolean primary key default true check (is_only),
  id uuid not null default gen_random_uuid()
);
insert into holdfast.instance default values;
grant select on holdfast.instance to holdfast_app;

create table holdfast.nodes (
  id uuid primary key,
  folder_id uuid not null,
  role text not null,
  version text not null,
  host text not null,
  url text,
  shares_redis boolean not null,
  redis_mark text,
  embedded boolean not null,
  key_id text,
  draining boolean not null default false,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
grant select, insert, update, delete on holdfast.nodes to holdfast_app;
