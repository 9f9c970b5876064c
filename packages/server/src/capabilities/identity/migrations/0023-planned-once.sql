-- What is asked with almost every request is planned once for a session. Left to itself the database plans these anew for each call,
-- as it takes what it knows of the arguments to be worth it, and that costs ten times what the answer does.

alter function auth.names_of(uuid[]) set plan_cache_mode = force_generic_plan;
alter function auth.find_sign_in(uuid) set plan_cache_mode = force_generic_plan;
alter function auth.find_key(text) set plan_cache_mode = force_generic_plan;
alter function auth.memberships(uuid) set plan_cache_mode = force_generic_plan;
