-- Makes the two roles and the database for a PostgreSQL server of your own (16 or newer). Run it once, as an administrator:
--
--   psql -v owner_password='...' -v app_password='...' -f roles.sql 'postgres://admin@server/postgres'
--
-- Without psql: leave out the lines that start with a backslash, put quoted passwords in place of :'owner_password'
-- and :'app_password', keep one of the two "create database" statements, and run the last part inside the new database.
--
-- Then give Holdfast the two addresses; the owner's is needed by `migrate` alone:
--   HOLDFAST_DATABASE_OWNER_URL=postgres://holdfast_owner:<owner_password>@server/holdfast
--   HOLDFAST_DATABASE_URL=postgres://holdfast_app:<app_password>@server/holdfast

\set ON_ERROR_STOP on

-- Before anything is made.
do $$ begin if current_setting('server_version_num')::int < 160000 then raise exception 'The database is PostgreSQL %. Holdfast needs PostgreSQL 16 or newer.', current_setting('server_version_num')::int / 10000; end if; end $$;

-- Migrates, and owns everything that it makes.
create role holdfast_owner login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'owner_password';

-- Serves. It owns nothing, so row-level security holds for whatever it does; Holdfast refuses to start with more rights.
create role holdfast_app login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'app_password';

-- An administrator who is no superuser may give a database only to a role that it is a member of.
grant holdfast_owner to current_user;

-- The built-in locale sorts the same on every machine; before 17 there is none, and ICU knows all letters at least.
select current_setting('server_version_num')::int >= 170000 as has_builtin_locale \gset
\if :has_builtin_locale
create database holdfast owner holdfast_owner template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C';
\else
create database holdfast owner holdfast_owner template template0 encoding 'UTF8' locale_provider icu icu_locale 'und' locale 'C';
\endif

revoke all on database holdfast from public;
grant connect on database holdfast to holdfast_app;

\connect holdfast
revoke create on schema public from public;
