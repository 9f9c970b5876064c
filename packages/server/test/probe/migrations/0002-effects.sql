-- What jobs of the probe did, counted for each job: an effect that happened twice is seen.
create table probe.effects (
  workspace_id uuid not null,
  job_id uuid not null,
  count integer not null default 1,
  primary key (workspace_id, job_id)
);
call holdfast.isolate('probe.effects');
grant select, insert, update, delete on probe.effects to holdfast_app;
