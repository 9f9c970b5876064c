-- Whose account an issuer's account opens, while that may sign in.
create function auth.find_identity(of_issuer text, of_subject text) returns table (account_id uuid, password_version integer)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select a.id, a.password_version
      from auth.identities i join auth.accounts a on a.id = i.account_id
     where i.issuer = of_issuer and i.subject = of_subject and a.deactivated_at is null
       and (a.operator or exists (select from identity.members m where m.account_id = a.id and m.deactivated_at is null));
  end;

create function auth.use_identity(of_issuer text, of_subject text) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update auth.identities i set used_at = holdfast.now() where i.issuer = of_issuer and i.subject = of_subject;
  end;

-- Tells whether it is there now, was there before, or opens another account.
create function auth.add_identity(identity uuid, account uuid, of_issuer text, of_subject text) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  whose uuid;
begin
  insert into auth.identities (id, account_id, issuer, subject) values (identity, account, of_issuer, of_subject)
    on conflict (issuer, subject) do nothing;
  if found then return 'added'; end if;
  select i.account_id into whose from auth.identities i where i.issuer = of_issuer and i.subject = of_subject;
  return case when whose = account then 'own' else 'taken' end;
end
$$;

create function auth.list_identities(account uuid)
  returns table (id uuid, issuer text, added_at timestamptz, used_at timestamptz)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select i.id, i.issuer, i.added_at, i.used_at from auth.identities i where i.account_id = account order by i.added_at, i.id;
  end;

-- Never the last that opens an account without a password.
create function auth.remove_identity(account uuid, identity uuid) returns text
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  has_password boolean;
begin
  -- one after the other: two that go at once would each count on the other
  select a.password_hash is not null into has_password from auth.accounts a where a.id = account for update;
  if not exists (select from auth.identities i where i.account_id = account and i.id = identity) then return 'unknown'; end if;
  if not has_password and (select count(*) from auth.identities i where i.account_id = account) = 1 then return 'last'; end if;
  delete from auth.identities i where i.account_id = account and i.id = identity;
  return 'removed';
end
$$;

-- Makes whoever holds the token a member of the workspace at hand, by an issuer's account: the account that it opens, when that has
-- the e-mail which was invited, or a new one. No account is opened because its e-mail is the same.
create function auth.accept_by_identity(token bytea, of_issuer text, of_subject text, identity uuid, new_account uuid, of_name text, member uuid)
  returns table (outcome text, account_id uuid, member_id uuid, password_version integer, role text)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  invited identity.invitations;
  known auth.accounts;
begin
  select * into invited from identity.invitations v
   where v.workspace_id = holdfast.workspace_id() and v.token_hash = token and v.accepted_at is null and v.revoked_at is null
     and v.expires_at > holdfast.now() for update;
  if not found then outcome := 'token_unusable'; return next; return; end if;
  select a.* into known from auth.identities i join auth.accounts a on a.id = i.account_id
   where i.issuer = of_issuer and i.subject = of_subject;
  if found and (known.email_key <> invited.email_key or known.deactivated_at is not null) then
    outcome := 'other_account'; return next; return;
  end if;
  if known.id is null then
    insert into auth.accounts (id, email, email_key, name) values (new_account, invited.email, invited.email_key, coalesce(of_name, left(invited.email, 200)))
      on conflict (email_key) do nothing;
    if not found then outcome := 'has_account'; return next; return; end if;
    insert into auth.identities (id, account_id, issuer, subject, used_at)
    values (identity, new_account, of_issuer, of_subject, holdfast.now());
    select a.* into known from auth.accounts a where a.id = new_account;
  end if;
  insert into identity.members (workspace_id, id, account_id, role)
  values (invited.workspace_id, member, known.id, invited.role) on conflict do nothing;
  if not found then outcome := 'already_member'; return next; return; end if;
  update identity.invitations v set accepted_at = holdfast.now() where v.workspace_id = invited.workspace_id and v.id = invited.id;
  return query select case when known.id = new_account then 'made' else 'joined' end, known.id, member, known.password_version, invited.role;
end
$$;

call auth.close_functions();
