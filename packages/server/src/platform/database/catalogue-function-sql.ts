/** How PostgreSQL 16 to 18 write holdfast.workspace_id(), when only pg_catalog is on the search_path. */
const WORKSPACE_ID = `CREATE OR REPLACE FUNCTION holdfast.workspace_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('holdfast.workspace_id'::text, true), ''::text))::uuid`;

/** What functions break. */
export const FUNCTION_BREACHES = `
with functions as (
  select p.*, p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname not in ('pg_catalog', 'information_schema')
), definers as (
  select * from functions where prosecdef
)
select 'the function ' || name || ' runs as its owner and does not pin its search_path' as breach
  from definers d
 where not exists (select from unnest(d.proconfig) setting where setting like 'search_path=%')
union all
select 'the function ' || d.name || ' runs as ' || o.rolname || ', which can read every workspace'
  from definers d join pg_roles o on o.oid = d.proowner
 where (o.rolsuper or o.rolbypassrls)
   -- nobody is asked whether they may execute what a trigger runs
   and (has_function_privilege(current_user, d.oid, 'execute') and has_schema_privilege(current_user, d.pronamespace, 'usage')
        or exists (select from pg_trigger t where t.tgfoid = d.oid))
union all
select 'the function holdfast.workspace_id() is not the one that Holdfast made'
 where array(
   select case p.prokind when 'f' then btrim(pg_get_functiondef(p.oid), chr(10)) end
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'holdfast' and p.proname = 'workspace_id') <> array[$definition$${WORKSPACE_ID}$definition$]
order by 1`;
