-- What operators see and decide: workspaces and accounts of the whole instance.

create function auth.list_workspaces(after uuid, most integer)
  returns table (id uuid, name text, second_factor_required boolean, created_at timestamptz, version integer, members integer)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select w.workspace_id, w.name, w.second_factor_required, w.created_at, w.version,
           (select count(*)::integer from identity.members m where m.workspace_id = w.workspace_id)
      from identity.workspaces w where after is null or w.workspace_id < after
     order by w.workspace_id desc limit most;
  end;

-- Makes the workspace of this transaction, and its first admin. False when the account was shut out meanwhile.
create function auth.create_workspace(of_name text, member uuid, account uuid) returns boolean
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  perform from auth.accounts a where a.id = account and a.deactivated_at is null and a.operator for update;
  if not found then return false; end if;
  insert into identity.workspaces (workspace_id, name) values (holdfast.workspace_id(), of_name);
  insert into identity.members (workspace_id, id, account_id, role) values (holdfast.workspace_id(), member, account, 'admin');
  delete from auth.password_resets r where r.account_id = account;
  return true;
end
$$;

-- Sign-ins of the members of this workspace that have shown no second factor.
create function auth.sign_ins_without_second_factor() returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.id from identity.members m join auth.sign_ins s on s.account_id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and not s.second_factor;
  end;

create function auth.list_accounts(only_this uuid, of_email text, after uuid, most integer)
  returns table (id uuid, email text, name text, operator boolean, active boolean, second_factor boolean, workspaces integer,
                 created_at timestamptz, seen_at timestamptz, version integer)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select a.id, a.email, a.name, a.operator, a.deactivated_at is null,
           exists (select from auth.second_factors f where f.account_id = a.id and f.confirmed_at is not null),
           (select count(*)::integer from identity.members m where m.account_id = a.id),
           a.created_at, auth.seen_at(a), a.version
      from auth.accounts a
     where (only_this is null or a.id = only_this) and (after is null or a.id < after)
       and (of_email is null or a.email_key = auth.email_key(of_email))
     order by a.id desc limit most;
  end;

-- Makes somebody an operator or no more, shuts an account out or lets it in. Operators change one after the other, so that two who
-- end each other leave one.
create function auth.set_account_rights(account uuid, seen_version integer, to_operator boolean, to_active boolean) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  was auth.accounts;
begin
  perform pg_advisory_xact_lock(hashtextextended('holdfast.operators', 0));
  select * into was from auth.accounts a where a.id = account for update;
  if not found then return 'not_found'; end if;
  if was.version <> seen_version then return 'stale'; end if;
  if was.operator and was.deactivated_at is null and not (to_operator and to_active)
     and not exists (select from auth.accounts a where a.id <> account and a.operator and a.deactivated_at is null) then
    return 'last_operator';
  end if;
  if was.operator = to_operator and (was.deactivated_at is null) = to_active then return 'done'; end if;
  update auth.accounts a
     set operator = to_operator, version = a.version + 1,
         deactivated_at = case when to_active then null else coalesce(a.deactivated_at, holdfast.now()) end
   where a.id = account;
  -- what an admin of one workspace may have handed out
  delete from auth.password_resets r where r.account_id = account;
  if not to_active then delete from auth.sign_ins s where s.account_id = account; end if;
  return 'done';
end
$$;

-- Keys that an account made, in all of its workspaces.
create function auth.keys_of(account uuid) returns table (workspace_id uuid, id uuid)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.workspace_id, k.id
      from identity.members m join identity.keys k on k.workspace_id = m.workspace_id and k.created_by = m.id
     where m.account_id = account and k.revoked_at is null;
  end;

-- Writes down in each workspace of an account what somebody who runs the instance did to it. Who that was is named by id; from
-- where they came is none of the workspaces' business.
create function auth.note_done_to(account uuid, by_kind text, by_id uuid, of_action text, of_facts jsonb, of_trace text) returns setof uuid
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind, actor_id, object_kind, object_id, facts, trace_id)
    select m.workspace_id, gen_random_uuid(), holdfast.now(), of_action, by_kind, by_id, 'member', m.id::text, coalesce(of_facts, '{}'), of_trace
      from identity.members m where m.account_id = account
    returning workspace_id;
  end;

call auth.close_functions();
