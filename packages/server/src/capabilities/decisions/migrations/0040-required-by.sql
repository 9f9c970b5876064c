-- Which rules required something of it, each with the version that did: [{"id": ..., "version": ...}].
alter table decisions.decisions add column required_by jsonb not null default '[]';
