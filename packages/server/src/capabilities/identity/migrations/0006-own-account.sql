-- What people change of their own account.

-- A new password, unless another came first. Every sign-in but this one ends; whoever signs in with the old one at this moment
-- either is among them or finds the version gone.
create function auth.change_password(account uuid, of_version integer, new_hash text, but_not uuid) returns setof uuid
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update auth.accounts a set password_hash = new_hash, password_version = a.password_version + 1, version = a.version + 1
   where a.id = account and a.password_version = of_version and a.deactivated_at is null;
  if not found then return; end if;
  -- the answer is empty only when nothing was changed
  return next account;
  return query delete from auth.sign_ins s where s.account_id = account and s.id is distinct from but_not returning s.id;
end
$$;

-- The same password under today's parameters.
create function auth.renew_password_hash(account uuid, of_version integer, new_hash text) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update auth.accounts a set password_hash = new_hash where a.id = account and a.password_version = of_version;
  end;

-- Null leaves as it is.
create function auth.change_account(account uuid, new_name text, new_email text) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update auth.accounts a
     set name = coalesce(new_name, a.name), email = coalesce(new_email, a.email),
         email_key = coalesce(auth.email_key(new_email), a.email_key), version = a.version + 1
   where a.id = account and a.deactivated_at is null;
  if not found then return 'gone'; end if;
  return 'done';
exception
  when unique_violation then return 'email_taken';
end
$$;

-- One sign-in as its owner sees it, without those beside it.
create function auth.own_sign_in(account uuid, sign_in uuid)
  returns table (id uuid, kind text, created_at timestamptz, seen_at timestamptz, expires_at timestamptz, idle_expires_at timestamptz,
                 second_factor boolean, proved_at timestamptz, agent text, address text)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.id, s.kind, s.created_at, s.seen_at, s.expires_at, auth.end_of(s), s.second_factor, s.proved_at, s.agent, s.address
      from auth.sign_ins s
     where s.id = sign_in and s.account_id = account and holdfast.now() < auth.end_of(s);
  end;

call auth.close_functions();
