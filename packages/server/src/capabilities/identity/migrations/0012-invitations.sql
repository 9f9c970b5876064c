-- Whether whoever has this e-mail is a member already, also one who was shut out.
create function auth.is_member(of_email text) returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  return exists (
    select from identity.members m join auth.accounts a on a.id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and a.email_key = auth.email_key(of_email));

-- An open invitation by its token, and the account that it is for when there is one.
create function auth.find_invitation(hash bytea)
  returns table (workspace_id uuid, workspace_name text, id uuid, email text, role text, expires_at timestamptz, account_id uuid,
                 is_active boolean, password_hash text, password_version integer, has_second_factor boolean)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select w.workspace_id, w.name, i.id, i.email, i.role, i.expires_at, a.id, a.deactivated_at is null, a.password_hash,
           a.password_version, f.confirmed_at is not null
      from identity.invitations i
      join identity.workspaces w on w.workspace_id = i.workspace_id
      left join auth.accounts a on a.email_key = i.email_key
      left join auth.second_factors f on f.account_id = a.id
     where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > holdfast.now();
  end;

-- Makes a member of whoever was invited into the workspace of this transaction. Of two who accept at once, one does. Whatever it
-- answers but `done` is to be rolled back.
create function auth.accept_invitation(hash bytea, member uuid, account uuid, is_new boolean, of_name text, password text) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  invited identity.invitations;
begin
  update identity.invitations i set accepted_at = holdfast.now()
   where i.workspace_id = holdfast.workspace_id() and i.token_hash = hash
     and i.accepted_at is null and i.revoked_at is null and i.expires_at > holdfast.now()
  returning * into invited;
  if not found then return 'gone'; end if;
  if is_new then
    insert into auth.accounts (id, email, email_key, name, password_hash)
    values (account, invited.email, invited.email_key, of_name, password) on conflict (email_key) do nothing;
    if not found then return 'has_account'; end if;
  else
    perform from auth.accounts a
      where a.id = account and a.email_key = invited.email_key and a.deactivated_at is null for update;
    if not found then return 'gone'; end if;
  end if;
  insert into identity.members (workspace_id, id, account_id, role)
  values (invited.workspace_id, member, account, invited.role) on conflict (workspace_id, account_id) do nothing;
  if not found then return 'already_member'; end if;
  return 'done';
end
$$;

call auth.close_functions();
