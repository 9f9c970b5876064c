-- What whoever watches over the chains of all workspaces asks. Nothing here tells what an entry says.

-- Where these chains end.
create function holdfast.audit_heads_of(spaces uuid[]) returns table (workspace_id uuid, number bigint, hash text)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select h.workspace_id, h.number, encode(h.hash, 'hex') from holdfast.audit_heads h
     where h.workspace_id = any (spaces) order by h.workspace_id;
  end;

-- Workspaces that have a chain or should have one, in the order of their ids.
create function holdfast.audit_chains(after uuid, most integer) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select c.workspace_id from (
      select h.workspace_id from holdfast.audit_heads h
      union select e.workspace_id from holdfast.audit_entries e where e.number = 1 or e.number is null) as c
     where after is null or c.workspace_id > after order by c.workspace_id limit most;
  end;

-- For how long the oldest entry has waited to be sealed.
create function holdfast.audit_unsealed_seconds() returns double precision
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return (select coalesce(extract(epoch from holdfast.now() - min(e.at)), 0) from holdfast.audit_entries e where e.number is null);

revoke all on function holdfast.audit_heads_of(uuid[]) from public;
revoke all on function holdfast.audit_chains(uuid, integer) from public;
revoke all on function holdfast.audit_unsealed_seconds() from public;
grant execute on function holdfast.audit_heads_of(uuid[]), holdfast.audit_chains(uuid, integer),
  holdfast.audit_unsealed_seconds() to holdfast_app;
