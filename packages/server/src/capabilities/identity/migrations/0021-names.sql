-- What the people of the workspace at hand are called, by the id of the member or of the account; in the instance's own, everybody.
-- Who is not here any more has no name.
create function auth.names_of(ids uuid[]) returns table (id uuid, name text)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select m.id, a.name from identity.members m join auth.accounts a on a.id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and m.id = any (ids)
    union all
    select a.id, a.name from auth.accounts a
     where a.id = any (ids)
       and (holdfast.workspace_id() = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
            or exists (select from identity.members m
                        where m.workspace_id = holdfast.workspace_id() and m.account_id = a.id));
  end;

call auth.close_functions();
