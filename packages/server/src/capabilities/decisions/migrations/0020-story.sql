-- How far each workspace's acts are told in the traces of those who asked. The place is the number of the entry in the audit trail.
create table decisions.told (
  workspace_id uuid not null,
  number bigint not null,
  primary key (workspace_id)
);
call holdfast.isolate_from_app('decisions.told');
grant select, insert, update on decisions.told to holdfast_app;

-- Workspaces whose chain has gone on since.
create function decisions.untold(most integer) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select h.workspace_id from holdfast.audit_heads h
      left join decisions.told t on t.workspace_id = h.workspace_id
     where h.number > coalesce(t.number, 0) limit most;
  end;
revoke all on function decisions.untold(integer) from public;
grant execute on function decisions.untold(integer) to holdfast_app;
