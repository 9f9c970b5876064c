-- Second factors. The process opens the secret and says which step of time a code belongs to; the database says whether it counts.

-- What there is of a second factor, and what time it is for it.
create function auth.find_second_factor(account uuid)
  returns table (secret text, confirmed_at timestamptz, codes_left integer, moment double precision)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select f.secret, f.confirmed_at, (select count(*)::integer from auth.recovery_codes c where c.account_id = f.account_id),
           extract(epoch from holdfast.now())::double precision
      from auth.second_factors f where f.account_id = account;
  end;

-- Keeps a secret that no code was shown of yet, in the place of another such one. False when the second factor is on.
create function auth.begin_second_factor(account uuid, sealed text) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into auth.second_factors as f (account_id, secret) values (account, sealed)
    on conflict (account_id) do update set secret = excluded.secret, created_at = holdfast.now(), last_step = null
    where f.confirmed_at is null;
  return found;
end
$$;

-- Turns the second factor on by a code of this very secret. Of two who confirm at once, one does; the code is used up.
create function auth.confirm_second_factor(account uuid, sealed text, step bigint, code_hashes bytea[]) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update auth.second_factors f set confirmed_at = holdfast.now(), last_step = step
   where f.account_id = account and f.secret = sealed and f.confirmed_at is null;
  if not found then return false; end if;
  delete from auth.recovery_codes c where c.account_id = account;
  insert into auth.recovery_codes (account_id, code_hash) select account, unnest(code_hashes);
  return true;
end
$$;

-- A code counts once, and none from before it counts any more.
create function auth.use_code(account uuid, step bigint) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update auth.second_factors f set last_step = step
   where f.account_id = account and f.confirmed_at is not null and (f.last_step is null or f.last_step < step);
  return found;
end
$$;

create function auth.use_recovery_code(account uuid, hash bytea) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  delete from auth.recovery_codes c where c.account_id = account and c.code_hash = hash;
  return found;
end
$$;

-- False when there is no second factor that they could stand in for.
create function auth.renew_recovery_codes(account uuid, code_hashes bytea[]) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  perform from auth.second_factors f where f.account_id = account and f.confirmed_at is not null for update;
  if not found then return false; end if;
  delete from auth.recovery_codes c where c.account_id = account;
  insert into auth.recovery_codes (account_id, code_hash) select account, unnest(code_hashes);
  return true;
end
$$;

-- Takes a second factor away, also one that was only begun. Sign-ins that showed it have shown none from now on: a workspace that asks for one
-- would else be open to them.
create function auth.remove_second_factor(account uuid) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  delete from auth.second_factors f where f.account_id = account;
  if not found then return false; end if;
  -- a sign-in that goes on under another id at this moment would else be found under neither
  perform from auth.accounts a where a.id = account for update;
  delete from auth.recovery_codes c where c.account_id = account;
  update auth.sign_ins s set second_factor = false where s.account_id = account and s.second_factor;
  return true;
end
$$;

call auth.close_functions();
