-- What of an act is about a person is only ever written with it. To ask for the act again at every commit, and to lock it, was a
-- twentieth of what a small act costs the database.
alter table holdfast.audit_personal drop constraint audit_personal_workspace_id_entry_id_fkey;
