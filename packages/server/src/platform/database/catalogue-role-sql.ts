/** What the role that serves could do beyond reading and writing rows. Every sentence starts with the role. */
export const ROLE_BREACHES = `
with me as (
  select * from pg_roles where rolname = current_user
), found as (
  select 'signs in as ' || session_user || ' and becomes another' as breach where session_user <> current_user
  union all
  select 'has the attribute ' || attribute
    from me cross join lateral (values
      ('SUPERUSER', rolsuper), ('BYPASSRLS', rolbypassrls), ('REPLICATION', rolreplication),
      ('CREATEROLE', rolcreaterole), ('CREATEDB', rolcreatedb)) as has (attribute, is_so)
   where is_so
  union all
  -- whoever is a member may become that role, and whoever becomes it has left row-level security behind or may have
  select 'is a member of ' || m.roleid::regrole from pg_auth_members m join me on m.member = me.oid
  union all
  select 'owns ' || pg_describe_object(d.classid, d.objid, d.objsubid)
    from pg_shdepend d join me on d.refobjid = me.oid
   where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o'
     and d.dbid in (0, (select oid from pg_database where datname = current_database()))
  union all
  select 'may create things in the schema ' || nspname
    from pg_namespace
   where nspname not like 'pg\\_%' and nspname <> 'information_schema' and has_schema_privilege(current_user, oid, 'create')
  union all
  select 'may create schemas in the database' where has_database_privilege(current_user, current_database(), 'create')
  union all
  select 'has been given rights on ' || pg_describe_object(d.classid, d.objid, d.objsubid)
         || ', which belongs to the server and not to Holdfast'
    from pg_shdepend d join me on d.refobjid = me.oid
   where d.refclassid = 'pg_authid'::regclass and d.deptype = 'a'
     and d.dbid in (0, (select oid from pg_database where datname = current_database()))
     and (d.classid in ('pg_parameter_acl'::regclass, 'pg_tablespace'::regclass, 'pg_language'::regclass,
                        'pg_foreign_server'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_largeobject'::regclass)
          or exists (
            select from pg_namespace n
             where n.nspname in ('pg_catalog', 'information_schema')
               and n.oid = case d.classid when 'pg_proc'::regclass then (select pronamespace from pg_proc where oid = d.objid)
                                          when 'pg_class'::regclass then (select relnamespace from pg_class where oid = d.objid)
                                          when 'pg_namespace'::regclass then d.objid end))
)
select 'the role ' || current_user || ' ' || breach as breach from found order by 1`;
