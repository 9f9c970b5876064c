/**
 * Settings under which sessions of the role would not do what Holdfast relies on, wherever they come from.
 * They are refused and not overridden: a session may not change session_replication_role, and PostgreSQL 16 knows no
 * transaction_timeout. The search_path alone is overridden by every connection, which always wins.
 */
export const SETTING_BREACHES = `
with written as (
  select split_part(line, '=', 1) as name,
         case when setrole = 0 then 'the database' when setdatabase = 0 then 'the role ' || current_user
              else 'the role ' || current_user || ' in this database' end as place
    from pg_db_role_setting cross join unnest(setconfig) line
   where setrole in (0, current_user::regrole) and setdatabase in (0, (select oid from pg_database where datname = current_database()))
)
select place || ' sets ' || name || ', which every session of Holdfast would begin with' as breach
  from written
 where name in ('row_security', 'session_replication_role', 'synchronous_commit', 'transaction_timeout', 'role',
                'session_authorization', 'session_preload_libraries', 'local_preload_libraries')
    or name like 'holdfast.%'
union all
select 'sessions begin with ' || name || ' ' || coalesce(nullif(current_setting(name, true), ''), 'empty') || ', not ' || needed
  from (values ('row_security', 'on'), ('session_replication_role', 'origin'), ('transaction_timeout', '0')) as must (name, needed)
 where current_setting(name, true) <> needed
union all
select 'sessions begin with synchronous_commit off, which loses what was answered as done'
 where current_setting('synchronous_commit') = 'off'
union all
select 'sessions begin bound to a workspace, by the setting holdfast.workspace_id'
 where current_setting('holdfast.workspace_id', true) <> ''
order by 1`;
