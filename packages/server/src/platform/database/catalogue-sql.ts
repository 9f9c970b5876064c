/**
 * Reads pg_catalog only, so it needs no right on any table. $1 are the tables that need no workspace,
 * $2 those whose owner passes the policy: there it binds the application's role alone, and nobody else may see a row.
 * NOTE: extensions' own tables are left out; everything else outside the system's schemas counts.
 */
export const BREACHES = `
with tables as (
  select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
         n.nspname || '.' || c.relname = any ($1::text[]) as excepted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'f', 'v', 'm')
     and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
), workspace as (
  select a.attrelid as oid, a.attnum, a.attnotnull, a.atttypid from pg_attribute a
   where a.attname = 'workspace_id' and not a.attisdropped
), guarded as (
  select t.* from tables t where t.relkind in ('r', 'p') and not t.excepted
)
select name || ' has no column workspace_id uuid not null' as breach
  from guarded g
 where not exists (select from workspace w where w.oid = g.oid and w.attnotnull and w.atttypid = 'uuid'::regtype)
union all
select name || ' does not force row-level security' from guarded where not (relrowsecurity and relforcerowsecurity)
union all
select g.name || ' has no restrictive policy own_workspace for all commands'
  from guarded g
 where not exists (
   select from pg_policy p
    where p.polrelid = g.oid and p.polname = 'own_workspace' and not p.polpermissive and p.polcmd = '*'
      and (p.polroles = '{0}' or g.name = any ($2::text[]) and p.polroles = array[(select oid from pg_roles where rolname = current_user)])
      and pg_get_expr(p.polqual, p.polrelid) like '%workspace_id = ( SELECT holdfast.workspace_id()%'
      and pg_get_expr(p.polwithcheck, p.polrelid) like '%workspace_id = ( SELECT holdfast.workspace_id()%')
union all
select g.name || ' shows its rows to more roles than its policy own_workspace binds'
  from guarded g
 where exists (select from pg_policy p where p.polrelid = g.oid and p.polname = 'own_workspace' and p.polroles <> '{0}')
   and exists (
     select from pg_policy p
      where p.polrelid = g.oid and p.polpermissive
        and not p.polroles <@ array[g.relowner, (select oid from pg_roles where rolname = current_user)])
union all
select g.name || ' has a ' || case i.indisprimary when true then 'primary key' else 'unique index' end
       || ' that does not start with workspace_id: ' || i.indexrelid::regclass
  from guarded g join pg_index i on i.indrelid = g.oid join workspace w on w.oid = g.oid
 where i.indisunique and i.indkey[0] <> w.attnum
union all
select g.name || ' has no primary key' from guarded g
 where not exists (select from pg_index i where i.indrelid = g.oid and i.indisprimary)
union all
select g.name || ' has a foreign key that could reach another workspace: ' || f.conname
  from guarded g join pg_constraint f on f.conrelid = g.oid and f.contype = 'f'
  join workspace w on w.oid = g.oid
  left join workspace v on v.oid = f.confrelid
 where v.oid is not null
   and not exists (
     select from generate_subscripts(f.conkey, 1) s where f.conkey[s] = w.attnum and f.confkey[s] = v.attnum)
union all
select name || ' is a materialized view, which row-level security does not reach' from tables where relkind = 'm' and not excepted
union all
select name || ' is a foreign table, which row-level security does not reach' from tables where relkind = 'f' and not excepted
union all
select t.name || ' is a view without security_invoker'
  from tables t join pg_class c on c.oid = t.oid
 where t.relkind = 'v' and not t.excepted and not coalesce(c.reloptions @> '{security_invoker=true}', false)
union all
select 'the role ' || current_user || ' owns ' || name from tables where relowner = (select oid from pg_roles where rolname = current_user)
union all
select 'the role ' || current_user || ' may create things in the schema ' || nspname
  from pg_namespace
 where nspname not like 'pg\\_%' and nspname <> 'information_schema' and has_schema_privilege(current_user, oid, 'create')
union all
select 'the role ' || current_user || ' is a member of ' || r.rolname || ', which owns tables'
  from pg_roles r
 where r.rolname <> current_user and pg_has_role(current_user, r.oid, 'member') and exists (select from tables t where t.relowner = r.oid)
union all
select 'the function ' || p.oid::regprocedure || ' runs as its owner and does not pin its search_path'
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
   and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)
order by 1`;
