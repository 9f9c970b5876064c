-- Where an asker wants to be told of the outcome.
create table decisions.callbacks (
  workspace_id uuid not null,
  decision_id uuid not null,
  url text not null,
  -- sealed for this row
  sealed_secret text not null,
  primary key (workspace_id, decision_id),
  foreign key (workspace_id, decision_id) references decisions.decisions (workspace_id, id) on delete cascade
);
call holdfast.isolate('decisions.callbacks');
grant select, insert on decisions.callbacks to holdfast_app;
