-- What is needed to check a password or to send a letter. An account that may not sign in is not found: shut out, or a member of
-- nothing and no operator.
create function auth.find_account(of_email text)
  returns table (id uuid, email text, name text, password_hash text, password_version integer, has_second_factor boolean)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select a.id, a.email, a.name, a.password_hash, a.password_version, f.confirmed_at is not null
      from auth.accounts a left join auth.second_factors f on f.account_id = a.id
     where a.email_key = auth.email_key(of_email) and a.deactivated_at is null
       and (a.operator or exists (select from identity.members m where m.account_id = a.id and m.deactivated_at is null));
  end;

-- The same of somebody who is signed in.
create function auth.own_account(account uuid)
  returns table (id uuid, email text, name text, password_hash text, password_version integer, operator boolean,
                 has_second_factor boolean, created_at timestamptz)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select a.id, a.email, a.name, a.password_hash, a.password_version, a.operator, f.confirmed_at is not null, a.created_at
      from auth.accounts a left join auth.second_factors f on f.account_id = a.id
     where a.id = account and a.deactivated_at is null;
  end;

-- Writes a sign-in down, unless the account was shut out or got another password since it was looked up.
create function auth.open_sign_in(sign_in uuid, account uuid, of_password_version integer, of_kind text, hash bytea, with_second_factor boolean,
                                  idle_for double precision, lasts double precision, from_address text, from_agent text)
  returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  perform from auth.accounts a
    where a.id = account and a.deactivated_at is null and a.password_version = of_password_version for share;
  if not found then return false; end if;
  insert into auth.sign_ins (id, account_id, kind, secret_hash, second_factor, idle_seconds, expires_at, address, agent)
  values (sign_in, account, of_kind, hash, with_second_factor, idle_for, holdfast.now() + make_interval(secs => lasts), from_address, from_agent);
  return true;
end
$$;

-- The same sign-in under another id and secret, after its owner showed a secret: its end stays where it was. Where there is a second
-- factor only that is a proof.
create function auth.renew_sign_in(old uuid, sign_in uuid, hash bytea, with_second_factor boolean) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  was auth.sign_ins;
begin
  delete from auth.sign_ins s where s.id = old and holdfast.now() < auth.end_of(s) returning * into was;
  if not found then return false; end if;
  insert into auth.sign_ins (id, account_id, kind, secret_hash, second_factor, created_at, proved_at, idle_seconds, expires_at, address, agent)
  values (sign_in, was.account_id, was.kind, hash, was.second_factor or with_second_factor, was.created_at,
          case when with_second_factor
                 or not exists (select from auth.second_factors f where f.account_id = was.account_id and f.confirmed_at is not null)
               then holdfast.now() else was.proved_at end,
          was.idle_seconds, was.expires_at, was.address, was.agent);
  return true;
end
$$;

create function auth.list_sign_ins(account uuid)
  returns table (id uuid, kind text, created_at timestamptz, seen_at timestamptz, expires_at timestamptz, idle_expires_at timestamptz,
                 second_factor boolean, proved_at timestamptz, agent text, address text)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.id, s.kind, s.created_at, s.seen_at, s.expires_at, auth.end_of(s), s.second_factor, s.proved_at, s.agent, s.address
      from auth.sign_ins s
     where s.account_id = account and holdfast.now() < auth.end_of(s)
     order by s.seen_at desc, s.id desc;
  end;

-- Ends sign-ins of an account: one, or all but one, or all; and tells which.
create function auth.end_sign_ins(account uuid, only_this uuid, but_not uuid) returns setof uuid
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    delete from auth.sign_ins s
     where s.account_id = account and (only_this is null or s.id = only_this) and (but_not is null or s.id <> but_not)
    returning s.id;
  end;

create function auth.sweep_sign_ins(most integer) returns integer
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  swept integer;
begin
  delete from auth.sign_ins s using (
    select o.id from auth.sign_ins o where auth.end_of(o) < holdfast.now()
     limit most for update skip locked) as old
   where s.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end
$$;

-- Writes an act of an account down in each of its workspaces, or in the instance's when it has none or runs it.
create function auth.note_act(account uuid, of_action text, of_facts jsonb, of_object_kind text, of_object_id text,
                              from_address text, from_agent text, of_trace text) returns setof uuid
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  place record;
  entry uuid;
  salt bytea;
  by_stranger boolean := of_action in ('sign_in.failed', 'sign_in.held_back');
begin
  for place in
    select m.workspace_id as space, 'member' as kind, m.id as actor from identity.members m
     where m.account_id = account and m.deactivated_at is null
    union all
    select 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'account', a.id from auth.accounts a
     where a.id = account
       and (a.operator or not exists (select from identity.members m where m.account_id = account and m.deactivated_at is null))
  loop
    entry := gen_random_uuid();
    salt := uuid_send(gen_random_uuid());
    insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind, actor_id, object_kind, object_id, facts, personal_digest, trace_id)
    -- who shows a wrong secret of an account is nobody that is known: it was done to the account, not by it
    values (place.space, entry, holdfast.now(), of_action,
            case when by_stranger then 'system' else place.kind end, case when by_stranger then null else place.actor end,
            case when by_stranger then place.kind else of_object_kind end,
            case when by_stranger then place.actor::text else of_object_id end, coalesce(of_facts, '{}'),
            holdfast.personal_digest(salt, from_address, from_agent), of_trace);
    insert into holdfast.audit_personal (workspace_id, entry_id, account_id, salt, address, agent)
    values (place.space, entry, account, salt, from_address, from_agent);
    return next place.space;
  end loop;
end
$$;

-- The first account, its workspace and membership; once for the instance, however many try at once.
create function auth.set_up(token bytea, account uuid, of_email text, of_name text, password text, space uuid, space_name text, member uuid)
  returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  -- one after the other: whoever waited sees what the first one did
  perform pg_advisory_xact_lock(hashtextextended('holdfast.setup', 0));
  if exists (select from auth.setup) then return 'already_set_up'; end if;
  if not exists (select from auth.setup_tokens t where t.token_hash = token) then return 'wrong_token'; end if;
  insert into auth.accounts (id, email, email_key, name, password_hash, operator)
  values (account, of_email, auth.email_key(of_email), of_name, password, true);
  insert into auth.setup (account_id) values (account);
  delete from auth.setup_tokens;
  insert into identity.workspaces (workspace_id, name) values (space, space_name);
  insert into identity.members (workspace_id, id, account_id, role) values (space, member, account, 'admin');
  return 'done';
end
$$;

create function auth.is_set_up() returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return exists (select from auth.setup);

-- Takes a token for the setup into account, unless it was done.
create function auth.offer_setup(token bytea) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('holdfast.setup', 0));
  if exists (select from auth.setup) then return false; end if;
  insert into auth.setup_tokens (token_hash) values (token) on conflict do nothing;
  return true;
end
$$;

call auth.close_functions();
