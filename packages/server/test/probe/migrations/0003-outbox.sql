-- How often something happened to a thing, counted in the transaction that writes the event; and who wants to be told.
create table probe.things (
  workspace_id uuid not null,
  name text not null,
  happened integer not null default 0,
  primary key (workspace_id, name)
);
call holdfast.isolate('probe.things');

create table probe.webhooks (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  secret text not null,
  types text[] not null,
  primary key (workspace_id, id)
);
call holdfast.isolate('probe.webhooks');
grant select, insert, update, delete on probe.things, probe.webhooks to holdfast_app;
