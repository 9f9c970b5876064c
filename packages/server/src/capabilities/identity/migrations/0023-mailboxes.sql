-- Where members of the workspace at hand are written to: those who are asked for, by id or by address, each beside what was asked. Who
-- is shut out is not among them.
create function auth.mailboxes(ids uuid[], emails text[]) returns table (asked text, id uuid, email text, name text)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select m.id::text, m.id, a.email, a.name
      from identity.members m join auth.accounts a on a.id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and m.deactivated_at is null and a.deactivated_at is null
       and m.id = any (ids)
    union all
    select e.asked, m.id, a.email, a.name
      from unnest(emails) as e (asked)
      join auth.accounts a on a.email_key = auth.email_key(e.asked)
      join identity.members m on m.account_id = a.id
     where m.workspace_id = holdfast.workspace_id() and m.deactivated_at is null and a.deactivated_at is null;
  end;

call auth.close_functions();
