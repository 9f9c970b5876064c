create schema prices;
revoke all on schema prices from public;
grant usage on schema prices to holdfast_app;

-- US dollars for a million tokens. numeric is exact, and null means: as input, or as output.
create table prices.model_prices (
  workspace_id uuid not null,
  id uuid not null,
  model text not null,
  provider text,
  valid_from timestamptz,
  input numeric not null,
  output numeric not null,
  cache_read numeric,
  cache_write numeric,
  reasoning numeric,
  created_at timestamptz not null default holdfast.now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  constraint model_prices_once unique nulls not distinct (workspace_id, model, provider, valid_from),
  constraint model_prices_are_amounts check (
    least(input, output, cache_read, cache_write, reasoning) >= 0
    and greatest(input, output, cache_read, cache_write, reasoning) < 1000000000
    and greatest(scale(input), scale(output), scale(cache_read), scale(cache_write), scale(reasoning)) <= 10)
);
create index model_prices_by_model on prices.model_prices (workspace_id, model, id);
call holdfast.isolate('prices.model_prices');
grant select, insert, update, delete on prices.model_prices to holdfast_app;
