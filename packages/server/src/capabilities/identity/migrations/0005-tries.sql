-- How many wrong tries there were lately, leaking away. A name never holds what was tried, only digests of whose it was.
create table auth.tries (
  name text primary key,
  level double precision not null,
  at timestamptz not null,
  -- how many were refused since it was empty last: who is attacked for long is tried ever more seldom
  refused integer not null default 0
);
create index tries_by_age on auth.tries (at);

-- From where an account took a token lately, as digests. A client that keeps no cookies is known by nothing else.
create table auth.known_places (
  account_id uuid not null references auth.accounts (id) on delete cascade,
  place text not null,
  seen_at timestamptz not null default holdfast.now(),
  primary key (account_id, place)
);
create index known_places_by_age on auth.known_places (seen_at);

-- How much of it is left now. It leaks so many a second; one that goes on refusing leaks ever slower, down to a part of that.
create function auth.level_now(one auth.tries, per_second double precision, slowest double precision) returns double precision
  language sql stable parallel safe
  set search_path = pg_catalog, pg_temp
  return greatest(0, one.level - per_second / least(slowest, power(2, least(one.refused, 250) / 25.0))
                                 * greatest(0, extract(epoch from holdfast.now() - one.at)));

-- Takes one try from each of these, in this order, and stops at the first that has none left: whoever was refused there is not
-- counted further on.
create function auth.take_tries(names text[], capacities double precision[], per_second double precision[], slowest double precision[])
  returns table (refused_by text, retry_seconds double precision)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  was auth.tries;
  reached double precision;
begin
  for turn in 1 .. coalesce(array_length(names, 1), 0) loop
    insert into auth.tries as t (name, level, at) values (names[turn], 0, holdfast.now()) on conflict (name) do nothing;
    select * into was from auth.tries t where t.name = names[turn] for update;
    reached := auth.level_now(was, per_second[turn], slowest[turn]);
    if reached + 1 > capacities[turn] then
      return query select names[turn], (reached + 1 - capacities[turn]) / per_second[turn];
      return;
    end if;
    update auth.tries t set level = reached + 1, at = holdfast.now(), refused = case when reached = 0 then 0 else was.refused end
     where t.name = names[turn];
  end loop;
end
$$;

-- Counts that one refused, and tells whether it did so for the first time since it was empty.
create function auth.count_refusal(of_name text, per_second double precision, slowest double precision) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  was auth.tries;
begin
  select * into was from auth.tries t where t.name = of_name for update;
  update auth.tries t set level = auth.level_now(was, per_second, slowest), at = holdfast.now(), refused = was.refused + 1
   where t.name = of_name;
  return was.refused = 0;
end
$$;

-- Whoever showed the right secret did not try a wrong one. In the order in which they are taken, so that nobody waits in a circle.
create function auth.give_back_tries(names text[]) returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  given text;
begin
  foreach given in array names loop
    update auth.tries t set level = greatest(0, t.level - 1) where t.name = given;
  end loop;
end
$$;

create function auth.is_known_place(account uuid, of_place text) returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return exists (select from auth.known_places p where p.account_id = account and p.place = of_place);

-- Told once a day: who signs in many times at once does not wait for a row of its own.
create function auth.remember_place(account uuid, of_place text) returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  perform from auth.known_places p
    where p.account_id = account and p.place = of_place and p.seen_at > holdfast.now() - interval '1 day';
  if found then return; end if;
  insert into auth.known_places as p (account_id, place) values (account, of_place)
    on conflict (account_id, place) do update set seen_at = excluded.seen_at;
end
$$;

-- A full bucket is empty again after a day at the longest.
create function auth.sweep_tries(most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from auth.tries t using (
    select o.name from auth.tries o where o.at < holdfast.now() - interval '1 day' order by o.at limit most for update skip locked) as old
   where t.name = old.name;
  get diagnostics swept = row_count;
  return swept;
end
$$;

create function auth.sweep_known_places(most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from auth.known_places p using (
    select o.account_id, o.place from auth.known_places o where o.seen_at < holdfast.now() - interval '30 days'
     order by o.seen_at limit most for update skip locked) as old
   where p.account_id = old.account_id and p.place = old.place;
  get diagnostics swept = row_count;
  return swept;
end
$$;

call auth.close_functions();
