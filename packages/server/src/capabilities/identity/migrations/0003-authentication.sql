-- What authentication asks, for every request that is not known yet.

-- An address as it is compared: one that differs in case only is the same one.
create function auth.email_key(email text) returns text
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
  return lower(normalize(email, NFC));

-- The active memberships of an account, as JSON.
create function auth.memberships(account uuid) returns jsonb
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'workspace_id', w.workspace_id, 'workspace_name', w.name, 'member_id', m.id, 'role', m.role,
      'second_factor_required', w.second_factor_required) order by m.created_at, m.id), '[]')
      from identity.members m join identity.workspaces w on w.workspace_id = m.workspace_id
     where m.account_id = account and m.deactivated_at is null);

-- When a sign-in ends unless it is used before.
create function auth.end_of(sign_in auth.sign_ins) returns timestamptz
  language sql stable parallel safe
  set search_path = pg_catalog, pg_temp
  return least(sign_in.expires_at, sign_in.seen_at + make_interval(secs => sign_in.idle_seconds));

-- A sign-in that has not ended, and whose it is. It ends with the last membership of whoever is no operator.
create function auth.find_sign_in(sign_in uuid)
  returns table (secret_hash bytea, account_id uuid, kind text, second_factor boolean, proved_at timestamptz, ends_at timestamptz,
                 operator boolean, has_second_factor boolean, memberships jsonb)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.secret_hash, s.account_id, s.kind, s.second_factor, s.proved_at, auth.end_of(s),
           a.operator, f.confirmed_at is not null, auth.memberships(s.account_id)
      from auth.sign_ins s join auth.accounts a on a.id = s.account_id
      left join auth.second_factors f on f.account_id = s.account_id
     where s.id = sign_in and a.deactivated_at is null and holdfast.now() < auth.end_of(s)
       and (a.operator or exists (select from identity.members m where m.account_id = a.id and m.deactivated_at is null));
  end;

-- A key that may still be used, with what its maker may do now.
create function auth.find_key(public text)
  returns table (secret_hash bytea, workspace_id uuid, id uuid, name text, scopes text[], expires_at timestamptz, maker_role text, maker_operator boolean)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.secret_hash, k.workspace_id, k.id, k.name, k.scopes, k.expires_at, m.role, a.operator
      from auth.key_places p
      join identity.keys k on k.workspace_id = p.workspace_id and k.id = p.key_id
      join identity.members m on m.workspace_id = k.workspace_id and m.id = k.created_by and m.deactivated_at is null
      join auth.accounts a on a.id = m.account_id and a.deactivated_at is null
     where p.public_id = public and k.revoked_at is null and (k.expires_at is null or k.expires_at > holdfast.now());
  end;

-- When sign-ins and keys were used, told together and seldom.
create function auth.note_use(sign_ins uuid[], publics text[]) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update auth.sign_ins s set seen_at = greatest(s.seen_at, holdfast.now())
     where s.id = any (sign_ins) and holdfast.now() < auth.end_of(s);
    update identity.keys k set used_at = holdfast.now()
      from auth.key_places p where p.public_id = any (publics) and k.workspace_id = p.workspace_id and k.id = p.key_id;
  end;

-- Nobody but the application may run what runs as the owner.
create procedure auth.close_functions()
  language plpgsql
  set search_path = pg_catalog
  as $$
declare
  made regprocedure;
begin
  for made in
    select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'auth' and p.prokind = 'f'
  loop
    execute format('revoke all on function %s from public', made);
    execute format('grant execute on function %s to holdfast_app', made);
  end loop;
end
$$;
revoke all on procedure auth.close_functions() from public;
call auth.close_functions();
