-- What was sent to a target, the latest event first.
create index outbox_deliveries_of_target on holdfast.outbox_deliveries (workspace_id, target_id, event_id desc);
-- Those of a target that were given up, to list and to count.
create index outbox_deliveries_dead_of_target on holdfast.outbox_deliveries (workspace_id, target_id, event_id desc)
  where state = 'dead';
