-- What an asker looks for that was started again: what was approved and is not done, what failed, and what it has asked for itself.

-- 0 not yet, 1 executed, 2 failed. An index on `execution` would make taking write to all indexes: this stays as it is then.
alter table decisions.decisions add column done smallint generated always as (
  case when execution in ('waiting', 'taken') then 0 when execution = 'executed' then 1 when execution = 'failed' then 2 end) stored;
create index decisions_by_execution on decisions.decisions (workspace_id, done, id) where done is not null;
-- in the order of lists of what waits; what is over and its own is few, or found by its status
create index decisions_of_asker on decisions.decisions (workspace_id, asker_id, status, rank, id);
