-- A key and its place are one: whoever writes a key down has it found from that moment on, and nobody can place what is not theirs.
create function auth.place_key() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into auth.key_places (public_id, workspace_id, key_id) values (new.public_id, new.workspace_id, new.id);
  return null;
end
$$;
create trigger keys_are_placed after insert on identity.keys
  for each row execute function auth.place_key();

-- What stays as it was made, so that a place always leads to the key that was put there.
create function auth.refuse_moved_key() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  as $$
begin
  raise exception 'a key stays what it was made' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger keys_stay before update on identity.keys
  for each row
  when ((new.workspace_id, new.id, new.public_id, new.secret_hash, new.scopes, new.created_by)
        is distinct from (old.workspace_id, old.id, old.public_id, old.secret_hash, old.scopes, old.created_by))
  execute function auth.refuse_moved_key();

-- Members of the workspace at hand who may do anything, and whether they run the instance.
create function auth.makers() returns table (member_id uuid, role text, operator boolean)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select m.id, m.role, a.operator
      from identity.members m join auth.accounts a on a.id = m.account_id
     where m.workspace_id = holdfast.workspace_id() and m.deactivated_at is null and a.deactivated_at is null;
  end;

call auth.close_functions();
