/** How PostgreSQL 16 to 18 write the condition of `own_workspace`, when only pg_catalog is on the search_path. */
const OWN_WORKSPACE = '(workspace_id = ( SELECT holdfast.workspace_id() AS workspace_id))';

/**
 * What tables and views break. Reads pg_catalog only, so it needs no right on any table.
 * $1 are the tables that need no workspace, each with the rights that the application has there.,
 * $2 those whose owner passes the policy: there it binds the application's role alone, and nobody else may see a row.
 * NOTE: extensions' own tables are left out; everything else outside the system's schemas counts.
 */
export const TABLE_BREACHES = `
with tables as (
  select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relowner, c.relacl, c.relpersistence,
         c.relrowsecurity, c.relforcerowsecurity, $1::jsonb ? (n.nspname || '.' || c.relname) as excepted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'f', 'v', 'm')
     and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
), workspace as (
  select a.attrelid as oid, a.attnum, a.attnotnull, a.atttypid from pg_attribute a
   where a.attname = 'workspace_id' and not a.attisdropped
), guarded as (
  select t.* from tables t where t.relkind in ('r', 'p') and not t.excepted
), granted as (
  select t.oid, t.name, t.excepted, a.privilege_type, a.is_grantable, '' as columns
    from tables t cross join aclexplode(coalesce(t.relacl, acldefault('r', t.relowner))) a
   where a.grantee in (0, current_user::regrole)
  union all
  select t.oid, t.name, t.excepted, a.privilege_type, a.is_grantable, ' (' || c.attname || ')'
    from tables t join pg_attribute c on c.attrelid = t.oid and not c.attisdropped cross join aclexplode(c.attacl) a
   where a.grantee in (0, current_user::regrole)
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
      and (p.polroles = '{0}' or g.name = any ($2::text[]) and p.polroles = array[current_user::regrole::oid])
      and pg_get_expr(p.polqual, p.polrelid) = '${OWN_WORKSPACE}'
      and pg_get_expr(p.polwithcheck, p.polrelid) = '${OWN_WORKSPACE}')
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
select name || ' is not kept when the database crashes: it is unlogged' from tables where relpersistence <> 'p' and relkind in ('r', 'p', 'm')
union all
select g.name || ' has a constraint that does not hold for all rows (not valid, or not enforced): ' || c.conname
  from guarded g join pg_constraint c on c.conrelid = g.oid
  left join workspace w on w.oid = g.oid
 where (c.contype = 'f' or c.contype = 'n' and w.attnum = any (c.conkey))
   -- PostgreSQL before 18 has no such column and enforces every constraint
   and not (c.convalidated and coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true))
union all
select g.name || ' has an exclusion constraint that does not start with workspace_id with =: ' || x.conname
  from guarded g join pg_constraint x on x.conrelid = g.oid and x.contype = 'x' join workspace w on w.oid = g.oid
 where x.conkey[1] <> w.attnum or x.conexclop[1] <> '=(uuid,uuid)'::regoperator
union all
select g.name || ' has a trigger that does not run: ' || t.tgname
  from guarded g join pg_trigger t on t.tgrelid = g.oid where t.tgenabled not in ('O', 'A')
union all
select g.name || ' has a rule, which runs as the owner of the table: ' || r.rulename
  from guarded g join pg_rewrite r on r.ev_class = g.oid
union all
select 'the role ' || current_user || ' may ' || lower(g.privilege_type) || ' ' || g.name || g.columns
       || case when g.excepted then ', which it may only ' || lower(allowed.list) else '' end
  from granted g
 cross join lateral (
   select case when g.excepted then array(select jsonb_array_elements_text($1::jsonb -> g.name))
               else '{SELECT,INSERT,UPDATE,DELETE}' end as rights) r
 cross join lateral (select array_to_string(r.rights, ' and ') as list) allowed
 where g.privilege_type <> all (r.rights)
union all
select 'the role ' || current_user || ' may pass on its right to ' || lower(privilege_type) || ' ' || name || columns
  from granted where is_grantable
order by 1`;
