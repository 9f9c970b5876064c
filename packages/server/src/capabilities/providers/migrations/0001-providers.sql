create schema providers;
revoke all on schema providers from public;
grant usage on schema providers to holdfast_app;

create table providers.providers (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('openai', 'anthropic', 'google', 'openai_compatible')),
  base_url text,
  -- sealed for this row and this address: in another place it does not open
  sealed_key text,
  key_last_four text,
  key_set_at timestamptz,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  constraint providers_name_once unique (workspace_id, name),
  check ((sealed_key is null) = (key_last_four is null) and (sealed_key is null) = (key_set_at is null))
);
call holdfast.isolate('providers.providers');
grant select, insert, update, delete on providers.providers to holdfast_app;

-- What a provider said last of its models, why it did not, and which node is asking it now. Gone with the connection it was fetched by.
create table providers.model_lists (
  workspace_id uuid not null,
  provider_id uuid not null,
  models jsonb,
  fetched_at timestamptz,
  -- counts what was fetched and what failed, so that whoever looked before cannot ask once more for what has come meanwhile
  attempt integer not null default 0,
  failure_code text,
  failure_detail text,
  failed_at timestamptz,
  again_at timestamptz,
  flight uuid,
  flight_until timestamptz,
  primary key (workspace_id, provider_id),
  foreign key (workspace_id, provider_id) references providers.providers (workspace_id, id) on delete cascade,
  check ((models is null) = (fetched_at is null)),
  check ((failure_code is null) = (failed_at is null) and (failure_code is null) = (again_at is null)),
  check ((flight is null) = (flight_until is null))
);
call holdfast.isolate('providers.model_lists');
grant select, insert, update, delete on providers.model_lists to holdfast_app;
