-- Removes decisions that were decided so many days ago, of all workspaces, with all that was done with them, and gives back how
-- many. Who has taken one keeps it, and so does an asker who is still to be told.
create function decisions.forget(kept_days integer, most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  moment timestamptz := holdfast.now();
  forgotten integer;
begin
  delete from decisions.decisions d using (
    select o.workspace_id, o.id from identity.workspaces w, lateral (
      select one.workspace_id, one.id from decisions.decisions one
       where one.workspace_id = w.workspace_id and one.decided_at < moment - make_interval(days => greatest(kept_days, 1))
         and (one.execution = 'taken' and one.taken_until > moment) is not true
         and not exists (
           select from holdfast.outbox_deliveries x
            where x.workspace_id = one.workspace_id and x.target_id = one.id and x.state = 'waiting')
       order by one.decided_at limit most for update skip locked) as o
     limit most) as old
   where d.workspace_id = old.workspace_id and d.id = old.id;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke all on function decisions.forget(integer, integer) from public;
grant execute on function decisions.forget(integer, integer) to holdfast_app;
