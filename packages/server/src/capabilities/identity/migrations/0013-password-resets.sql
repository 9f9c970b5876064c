-- A new password ends every other way to one, and another e-mail what was sent to the one before, whoever changes them.
create function auth.end_resets() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  as $$
begin
  delete from auth.password_resets r where r.account_id = new.id;
  return null;
end
$$;
create trigger resets_end_with_the_password after update on auth.accounts
  for each row when (old.password_version <> new.password_version or old.email_key <> new.email_key)
  execute function auth.end_resets();

-- So does a membership: whoever could give out a way to a new password may have no say in it any more.
create function auth.end_resets_of_member() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  as $$
begin
  delete from auth.password_resets r where r.account_id = new.account_id;
  return null;
end
$$;
create trigger resets_end_with_a_membership after insert on identity.members
  for each row execute function auth.end_resets_of_member();

create function auth.is_reset(hash bytea) returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return exists (
    select from auth.password_resets r join auth.accounts a on a.id = r.account_id
     where r.token_hash = hash and r.expires_at > holdfast.now() and a.deactivated_at is null);

-- Sets a new password with a token, once, and tells whose it was.
create function auth.use_reset(hash bytea, password text) returns uuid
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  account uuid;
begin
  -- the account first, as whoever makes a reset does
  select a.id into account from auth.accounts a
   where a.id = (select r.account_id from auth.password_resets r where r.token_hash = hash) and a.deactivated_at is null
     for update;
  delete from auth.password_resets r where r.token_hash = hash and r.account_id = account and r.expires_at > holdfast.now();
  if not found then return null; end if;
  update auth.accounts a set password_hash = password, password_version = a.password_version + 1 where a.id = account;
  -- whoever had the account before may have left another way in
  delete from auth.identities i where i.account_id = account;
  return account;
end
$$;

-- What was not handed over opens nothing.
create function auth.drop_reset(hash bytea) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    delete from auth.password_resets r where r.token_hash = hash;
  end;

create function auth.sweep_resets(most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from auth.password_resets r using (
    select o.token_hash from auth.password_resets o where o.expires_at < holdfast.now() limit most for update skip locked) as old
   where r.token_hash = old.token_hash;
  get diagnostics swept = row_count;
  return swept;
end
$$;

call auth.close_functions();
