-- What admins see of members, and of whose accounts they may decide. Every function looks at the workspace of its transaction alone.

-- When somebody was seen last outlives the sign-in with which it was.
alter table auth.accounts add column seen_at timestamptz;

create function auth.keep_seen_at() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update auth.accounts a set seen_at = greatest(a.seen_at, o.seen_at)
    from (select e.account_id, max(e.seen_at) as seen_at from ended e group by e.account_id) o
   where a.id = o.account_id;
  return null;
end
$$;
create trigger sign_ins_are_remembered after delete on auth.sign_ins
  referencing old table as ended for each statement execute function auth.keep_seen_at();

create function auth.seen_at(of_account auth.accounts) returns timestamptz
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return greatest(of_account.seen_at, (select max(s.seen_at) from auth.sign_ins s where s.account_id = of_account.id));

-- Members, the latest first: all, or those who are asked for.
create function auth.list_members(only_this uuid, of_role text, is_active boolean, after uuid, most integer)
  returns table (id uuid, email text, name text, role text, active boolean, second_factor boolean, created_at timestamptz,
                 seen_at timestamptz, version integer)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select m.id, a.email, a.name, m.role, m.deactivated_at is null,
           exists (select from auth.second_factors f where f.account_id = a.id and f.confirmed_at is not null),
           m.created_at, auth.seen_at(a), m.version
      from identity.members m join auth.accounts a on a.id = m.account_id
     where m.workspace_id = holdfast.workspace_id()
       and (only_this is null or m.id = only_this) and (after is null or m.id < after)
       and (of_role is null or m.role = of_role) and (is_active is null or (m.deactivated_at is null) = is_active)
     order by m.id desc limit most;
  end;

-- How many could manage the workspace now.
create function auth.count_admins() returns bigint
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return (
    select count(*) from identity.members m join auth.accounts a on a.id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and m.role = 'admin' and m.deactivated_at is null and a.deactivated_at is null);

-- Whose account a member's is, and whether others have a say in it: another workspace, or the instance that it runs. Nobody joins
-- another workspace with it until the transaction ends.
create function auth.lock_account_of(member uuid) returns table (account_id uuid, is_elsewhere boolean)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  found_account uuid;
begin
  select m.account_id into found_account from identity.members m
   where m.workspace_id = holdfast.workspace_id() and m.id = member;
  perform from auth.accounts a where a.id = found_account for update;
  -- looked at only now: somebody may have joined while this waited
  return query
    select a.id, a.operator or exists (
             select from identity.members m where m.account_id = a.id and m.workspace_id <> holdfast.workspace_id())
      from auth.accounts a where a.id = found_account;
end
$$;

-- Ends the sign-ins of an account that has nowhere to go any more.
create function auth.end_if_nowhere(account uuid) returns setof uuid
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    delete from auth.sign_ins s
     where s.account_id = account
       and not exists (select from auth.accounts a where a.id = account and a.operator)
       and not exists (select from identity.members m where m.account_id = account and m.deactivated_at is null)
    returning s.id;
  end;

-- A way to a new password, and when it ends. Null when so many are alive already, or the account is not there.
create function auth.make_reset(account uuid, hash bytea, seconds double precision, most integer) returns timestamptz
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  ends timestamptz := holdfast.now() + make_interval(secs => seconds);
begin
  perform from auth.accounts a where a.id = account for update;
  if not found then return null; end if;
  delete from auth.password_resets r where r.account_id = account and r.expires_at <= holdfast.now();
  if (select count(*) from auth.password_resets r where r.account_id = account) >= most then return null; end if;
  insert into auth.password_resets (token_hash, account_id, expires_at) values (hash, account, ends);
  return ends;
end
$$;

call auth.close_functions();
