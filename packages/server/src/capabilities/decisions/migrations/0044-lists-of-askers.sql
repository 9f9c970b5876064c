-- What an asker looks for that was started again: what was approved and is not done, what failed, and what it has asked for itself.
create index decisions_by_execution on decisions.decisions (workspace_id, execution, id) where execution is not null;
-- in the order of lists of what waits; what is over and its own is few, or found by its status
create index decisions_of_asker on decisions.decisions (workspace_id, asker_id, status, rank, id);
