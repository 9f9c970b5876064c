-- What was sent to a target, the latest event first.
create index outbox_deliveries_of_target on holdfast.outbox_deliveries (workspace_id, target_id, event_id desc);
