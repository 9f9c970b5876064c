-- Sessions of MCP clients that speak a revision with sessions. Nothing but who opened it and how it speaks: any node can go on with it.

create schema mcp;
revoke all on schema mcp from public;
grant usage on schema mcp to holdfast_app;

create table mcp.sessions (
  workspace_id uuid not null,
  id uuid not null,
  principal_id uuid not null,
  protocol_version text not null,
  opened_at timestamptz not null default holdfast.now(),
  -- within an hour
  seen_at timestamptz not null default holdfast.now(),
  primary key (workspace_id, id)
);
create index sessions_of_principal on mcp.sessions (workspace_id, principal_id, seen_at);
create index sessions_by_use on mcp.sessions (seen_at);
call holdfast.isolate_from_app('mcp.sessions');
grant select, insert, update, delete on mcp.sessions to holdfast_app;

create function mcp.sweep_sessions(unused_for interval, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from mcp.sessions s using (
    select o.workspace_id, o.id from mcp.sessions o where o.seen_at < holdfast.now() - greatest(unused_for, '7 days')
     order by o.seen_at limit most for update skip locked) as old
   where s.workspace_id = old.workspace_id and s.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end
$$;
revoke all on function mcp.sweep_sessions(interval, integer) from public;
grant execute on function mcp.sweep_sessions(interval, integer) to holdfast_app;
