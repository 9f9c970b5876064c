import { join } from 'node:path';

/** What lies where in `<data>/spans`. */
export interface SpanPlaces {
  /** What was acknowledged lately, as it came. */
  readonly log: string;
  /** The same, packed, once a segment of the log is finished. */
  readonly sealed: string;
  /** Where spans are found by what they are. Made of the two above, at any time. */
  readonly index: string;
  /** What the index writes first. */
  readonly indexLog: string;
  /** There while the index is not whole. */
  readonly rebuilding: string;
  /** There when somebody wants the index built anew. */
  readonly rebuildWanted: string;
  /** Indexes that could not be used any more. */
  readonly setAside: string;
}

export const spanPlacesIn = (folder: string): SpanPlaces => ({
  log: join(folder, 'log'),
  sealed: join(folder, 'sealed'),
  index: join(folder, 'spans.duckdb'),
  indexLog: join(folder, 'spans.duckdb.wal'),
  rebuilding: join(folder, 'rebuilding'),
  rebuildWanted: join(folder, 'rebuild-wanted'),
  setAside: join(folder, 'set-aside'),
});
