-- What people know, as questions and answers; where it came from, and what became of each row of a file.

create schema knowledge;
revoke all on schema knowledge from public;
grant usage on schema knowledge to holdfast_app;

-- One row a workspace. Whoever changes pairs takes the next number of changes from it and holds the row to the commit:
-- writers of one workspace take turns, and changes become visible in the order of their numbers.
create table knowledge.shelves (
  workspace_id uuid not null,
  change bigint not null default 0,
  -- how many there are, and how many of them are removed and not yet forgotten; counted by whoever holds the row
  pairs bigint not null default 0,
  removed bigint not null default 0,
  primary key (workspace_id)
);
call holdfast.isolate_from_app('knowledge.shelves');
grant select, insert, update on knowledge.shelves to holdfast_app;

-- Of all workspaces, those that have pairs to forget some day.
create function knowledge.workspaces_with_removed_pairs()
  returns table (workspace_id uuid)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.workspace_id from knowledge.shelves s where s.removed > 0;
  end;
revoke all on function knowledge.workspaces_with_removed_pairs() from public;
grant execute on function knowledge.workspaces_with_removed_pairs() to holdfast_app;

-- How many pairs all workspaces have, for whoever watches the instance.
create function knowledge.count_all_pairs()
  returns bigint
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select coalesce(sum(s.pairs), 0)::bigint from knowledge.shelves s;
  end;
revoke all on function knowledge.count_all_pairs() from public;
grant execute on function knowledge.count_all_pairs() to holdfast_app;

create table knowledge.imports (
  workspace_id uuid not null,
  id uuid not null,
  status text not null check (status in ('pending', 'processing', 'completed', 'completed_with_errors', 'cancelled', 'failed', 'undone')),
  -- as it is shown; never a path
  filename text not null,
  bytes bigint not null,
  sha256 bytea not null,
  format text not null,
  encoding text not null,
  -- which column is what, and how the file was read
  reading jsonb not null,
  -- what was asked for: by it, and by nothing else, the file is read again in the same way
  asked jsonb not null,
  -- how often its status has changed; one who lost the import to another is told apart by it
  version integer not null default 1,
  rows_total integer not null,
  rows_done integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  duplicate integer not null default 0,
  rejected integer not null default 0,
  failure text,
  same_as uuid,
  actor_kind text not null check (actor_kind in ('member', 'key', 'feed')),
  actor_id uuid not null,
  created_at timestamptz not null default holdfast.now(),
  started_at timestamptz,
  ended_at timestamptz,
  undone_at timestamptz,
  -- what an undo did, and what it had to leave; the rows up to this one are done
  undo jsonb,
  undone_through integer not null default 0,
  file_kept boolean not null default true,
  primary key (workspace_id, id)
);
create index imports_by_file on knowledge.imports (workspace_id, sha256);
create index imports_with_files on knowledge.imports (created_at) where file_kept;
create index imports_under_way on knowledge.imports (created_at) where status in ('pending', 'processing');
call holdfast.isolate_from_app('knowledge.imports');
grant select, insert, update, delete on knowledge.imports to holdfast_app;

-- The files, in pieces of 256 KiB: whichever node works on an import has them.
create table knowledge.import_files (
  workspace_id uuid not null,
  import_id uuid not null,
  piece integer not null,
  bytes bytea not null,
  primary key (workspace_id, import_id, piece),
  foreign key (workspace_id, import_id) references knowledge.imports (workspace_id, id) on delete cascade
);
-- most files are of a kind that is packed already, and compressing here would hold up whoever sends them
alter table knowledge.import_files alter column bytes set storage external;
call holdfast.isolate('knowledge.import_files');
grant select, insert, delete on knowledge.import_files to holdfast_app;

-- Of all workspaces, the imports whose files were sent so long ago.
create function knowledge.imports_with_old_files(kept interval, most integer)
  returns table (workspace_id uuid, import_id uuid)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select i.workspace_id, i.id from knowledge.imports i
     where i.file_kept and i.created_at < holdfast.now() - kept order by i.created_at limit most;
  end;
revoke all on function knowledge.imports_with_old_files(interval, integer) from public;
grant execute on function knowledge.imports_with_old_files(interval, integer) to holdfast_app;

-- Of all workspaces, the imports that somebody should be at work on.
create function knowledge.imports_under_way()
  returns table (workspace_id uuid, import_id uuid)
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select i.workspace_id, i.id from knowledge.imports i where i.status in ('pending', 'processing') order by i.created_at;
  end;
revoke all on function knowledge.imports_under_way() from public;
grant execute on function knowledge.imports_under_way() to holdfast_app;

create table knowledge.pairs (
  workspace_id uuid not null,
  id uuid not null,
  question text not null,
  answer text not null,
  phrasings text[] not null,
  tags text[] not null,
  source text not null,
  language text,
  valid_from timestamptz,
  valid_until timestamptz,
  -- what makes a question the same: its letters without case, and without what white space there is
  question_key bytea not null,
  -- by which questions are sorted: the begin of these letters, without accents
  sort_key text collate "C" not null,
  -- of everything that a file can say of a pair: equal means that nothing is to be changed
  text_hash bytea not null,
  version integer not null default 1,
  change bigint not null,
  -- the import that added it
  import_id uuid,
  -- how the present version came to be, by whom, and by which import
  made_by text not null check (made_by in ('hand', 'import', 'undo', 'removal', 'restore')),
  actor_kind text not null check (actor_kind in ('member', 'key', 'feed')),
  actor_id uuid not null,
  made_by_import uuid,
  created_at timestamptz not null default holdfast.now(),
  updated_at timestamptz not null default holdfast.now(),
  -- forgotten for good some days later, when everybody who follows the pairs has heard of it
  removed_at timestamptz,
  primary key (workspace_id, id)
);
create unique index pairs_question_once on knowledge.pairs (workspace_id, question_key) where removed_at is null;
create index pairs_by_change on knowledge.pairs (workspace_id, change, id);
create index pairs_by_question on knowledge.pairs (workspace_id, sort_key, id) where removed_at is null;
create index pairs_removed on knowledge.pairs (workspace_id, removed_at) where removed_at is not null;
call holdfast.isolate('knowledge.pairs');
grant select, insert, update, delete on knowledge.pairs to holdfast_app;

-- What a pair was. What it is stands in the pair.
create table knowledge.pair_versions (
  workspace_id uuid not null,
  pair_id uuid not null,
  version integer not null,
  question text not null,
  answer text not null,
  phrasings text[] not null,
  tags text[] not null,
  source text not null,
  language text,
  valid_from timestamptz,
  valid_until timestamptz,
  removed boolean not null,
  made_at timestamptz not null,
  made_by text not null,
  actor_kind text not null,
  actor_id uuid not null,
  made_by_import uuid,
  primary key (workspace_id, pair_id, version),
  foreign key (workspace_id, pair_id) references knowledge.pairs (workspace_id, id) on delete cascade
);
call holdfast.isolate('knowledge.pair_versions');
grant select, insert, delete on knowledge.pair_versions to holdfast_app;

-- The ledger: what became of each row. Without a foreign key to its import, which would be looked up for each of a hundred
-- thousand rows and take as long as the rows; nobody deletes an import alone.
create table knowledge.import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  line integer not null,
  -- the file within an archive
  entry text,
  outcome text not null check (outcome in ('added', 'changed', 'unchanged', 'duplicate', 'rejected')),
  code text,
  message text,
  -- as it was written, where it was rejected
  cells text[],
  pair_id uuid,
  -- the pair's version before and after, where the row changed it
  version_before integer,
  version_after integer,
  primary key (workspace_id, import_id, row_number)
);
create index import_rows_rejected on knowledge.import_rows (workspace_id, import_id, row_number) where outcome = 'rejected';
call holdfast.isolate('knowledge.import_rows');
grant select, insert, update, delete on knowledge.import_rows to holdfast_app;

-- A space holds what an embedder made of pairs: vectors of one space can be compared, those of two cannot.
create table knowledge.spaces (
  workspace_id uuid not null,
  id uuid not null,
  embedder text not null check (embedder in ('built_in', 'local', 'provider', 'none')),
  provider_id uuid,
  model text not null,
  dimensions integer not null,
  -- filling: the next one, while the one before still answers
  status text not null check (status in ('filling', 'current')),
  created_at timestamptz not null default holdfast.now(),
  primary key (workspace_id, id)
);
create unique index spaces_one_of_each on knowledge.spaces (workspace_id, status);
call holdfast.isolate('knowledge.spaces');
grant select, insert, update, delete on knowledge.spaces to holdfast_app;

create table knowledge.vectors (
  workspace_id uuid not null,
  space_id uuid not null,
  pair_id uuid not null,
  -- of the text that was embedded: another one means that the pair has changed since
  text_hash bytea not null,
  -- float32, little endian; null where it could not be embedded, or has nothing the embedder knows
  vector bytea,
  failure text,
  failed_at timestamptz,
  tries integer not null default 0,
  change bigint not null,
  primary key (workspace_id, pair_id, space_id),
  foreign key (workspace_id, space_id) references knowledge.spaces (workspace_id, id) on delete cascade,
  foreign key (workspace_id, pair_id) references knowledge.pairs (workspace_id, id) on delete cascade
);
create index vectors_by_change on knowledge.vectors (workspace_id, space_id, change);
call holdfast.isolate('knowledge.vectors');
grant select, insert, update, delete on knowledge.vectors to holdfast_app;

-- Rows are found by ids and keys. To count these takes a moment; texts and vectors are not looked at.
do $$
declare one record;
begin
  for one in
    select a.attrelid::regclass as of_table, a.attname,
           case when a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype) or a.attname = 'vector' then 0 else 10 end as target
      from pg_attribute a
     where a.attrelid = any (array['knowledge.pairs', 'knowledge.pair_versions', 'knowledge.import_rows', 'knowledge.vectors']::regclass[])
       and a.attnum > 0
  loop
    execute format('alter table %s alter column %I set statistics %s', one.of_table, one.attname, one.target);
  end loop;
end $$;

-- Of a table that has grown from nothing the database knows too little to tell its indexes apart, and goes through all rows of
-- a workspace for each one it looks for, until it counts them by itself in a minute or two. Whoever is about to add more has
-- them counted before.
create function knowledge.count_what_has_grown()
  returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare grown text;
begin
  for grown in
    select c.oid::regclass::text from pg_class c
     where c.oid = any (array['knowledge.pairs', 'knowledge.pair_versions', 'knowledge.import_rows', 'knowledge.vectors']::regclass[])
       and pg_relation_size(c.oid) / current_setting('block_size')::integer > 8 * greatest(c.relpages, 8)
  loop
    -- whoever counts them just now does it for everybody
    case grown
      when 'knowledge.pairs' then analyze (skip_locked) knowledge.pairs;
      when 'knowledge.pair_versions' then analyze (skip_locked) knowledge.pair_versions;
      when 'knowledge.import_rows' then analyze (skip_locked) knowledge.import_rows;
      when 'knowledge.vectors' then analyze (skip_locked) knowledge.vectors;
    end case;
  end loop;
end $$;
revoke all on function knowledge.count_what_has_grown() from public;
grant execute on function knowledge.count_what_has_grown() to holdfast_app;
