-- What is asked with almost every request is planned once for a session. Left to itself the database plans these anew for each call,
-- as it takes what it knows of the arguments to be worth it, and that costs ten times what the answer does.

alter function auth.names_of(uuid[]) set plan_cache_mode = force_generic_plan;
alter function auth.find_sign_in(uuid) set plan_cache_mode = force_generic_plan;
alter function auth.find_key(text) set plan_cache_mode = force_generic_plan;
alter function auth.memberships(uuid) set plan_cache_mode = force_generic_plan;

-- Its body was understood when it was made: nothing of it is looked up by name, so it needs no path, and can become a part of what calls it.
alter function auth.end_of(auth.sign_ins) reset search_path;

-- How long ago somebody proved with a second factor who they are; null when they did not, or have signed out.
create function auth.code_shown_ms_ago(sign_in uuid, account uuid) returns double precision
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  begin atomic
    select extract(epoch from holdfast.now() - s.proved_at)::double precision * 1000
      from auth.sign_ins s join auth.accounts a on a.id = s.account_id
     where s.id = sign_in and s.account_id = account and s.second_factor and a.deactivated_at is null
       and holdfast.now() < auth.end_of(s);
  end;

call auth.close_functions();
