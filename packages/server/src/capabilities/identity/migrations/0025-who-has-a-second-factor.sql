-- Which of these members have a second factor that they could show.
create function auth.have_second_factor(members uuid[]) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select m.id from identity.members m join auth.second_factors f on f.account_id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and m.id = any (members) and f.confirmed_at is not null;
  end;

call auth.close_functions();
