-- How pairs get their vectors: what an embedder is given at once, how far a space is filled, what holds it up.

alter table knowledge.spaces
  drop constraint spaces_status_check,
  -- retired: nobody asks it any more, and its vectors go bit by bit
  add constraint spaces_status_check check (status in ('filling', 'current', 'retired')),
  -- what the provider is asked for; null: as many as the model gives by itself
  add column asked_dimensions integer,
  -- texts in one request, and requests at once
  add column batch_size integer not null default 100,
  add column concurrency integer not null default 4,
  -- how alike texts are to it that have nothing to do with each other, beyond what they are to the built-in one
  add column background double precision not null default 0,
  -- pairs up to this change are done
  add column filled_to bigint not null default 0,
  add column pairs_per_second double precision,
  add column measured_at timestamptz,
  -- why the embedder gives nothing at present, since when, and when it is asked again
  add column trouble text,
  add column trouble_since timestamptz,
  add column again_at timestamptz;
drop index knowledge.spaces_one_of_each;
create unique index spaces_one_of_each on knowledge.spaces (workspace_id, status) where status <> 'retired';

alter table knowledge.vectors
  -- of what is embedded of a pair: a pair that got another tag needs no other vector
  add column content_hash bytea,
  -- Whoever writes vectors holds their space and the workspace's shelf, as whoever forgets pairs does, and takes vectors away with
  -- what they belong to. To have each row checked besides cost twice what the row does.
  drop constraint vectors_workspace_id_space_id_fkey,
  drop constraint vectors_workspace_id_pair_id_fkey,
  -- numbers that look like chance cannot be made smaller
  alter column vector set storage external;
-- Partial, so that it serves those who follow changes alone. Before a table is analyzed this index looks a little cheaper than the
-- primary key for finding one vector, and every lookup would read the whole space.
drop index knowledge.vectors_by_change;
create index vectors_by_change on knowledge.vectors (workspace_id, space_id, change, pair_id) where change > 0;
create index vectors_lacking on knowledge.vectors (workspace_id, failed_at) where vector is null;
