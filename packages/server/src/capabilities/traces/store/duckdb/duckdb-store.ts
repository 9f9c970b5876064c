import { stat } from 'node:fs/promises';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../../platform/clock/clock.ts';
import type { Applied, SpanStore, WorkspaceSpans } from '../span-store.ts';
import { readAggregates } from './aggregates.ts';
import { appendReceived } from './append.ts';
import { createConnections, type Connections } from './connections.ts';
import type { Connection } from './connection.ts';
import { openDuckdbFile, type DuckdbSettings } from './database.ts';
import { createExtents, type Extents } from './extents.ts';
import { readFacets } from './facets.ts';
import { forgetBefore } from './forget.ts';
import { listSessions, listUsers } from './groups.ts';
import { createHeldFolds } from './held-folds.ts';
import { readHistogram } from './histogram.ts';
import { workspaceNumber } from './ids.ts';
import { createKnownTraces, type KnownTraces } from './known-traces.ts';
import { findSpan, findTrace, listSpans, placesOf } from './list-spans.ts';
import { listTraces } from './list-traces.ts';
import { refuseTorn } from './refuse-torn.ts';
import { prepareTables, type Progress } from './schema.ts';
import { sql, u128 } from './sql.ts';

/** So many questions are answered at once. */
const CONNECTIONS = 3;
/** Of so many spans the store remembers that it has them, so that it need not look; a trace counts as four more. */
const HELD_SPANS = 200_000;

export interface DuckdbStoreSettings extends DuckdbSettings {
  readonly path: string;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** Spans in a file of DuckDB. One process may have it open. */
export const openDuckdbStore = async ({ path, clock, ...settings }: DuckdbStoreSettings): Promise<SpanStore> => {
  const file = await openDuckdbFile(path, settings);
  const writer = await file.connect();
  const {
    commit: lastCommit,
    segment,
    place,
    receivedAt,
  } = await prepareWhole(writer).catch((error: unknown) => {
    file.close();
    throw error;
  });
  const connections = await createConnections(file, CONNECTIONS);
  const extents = createExtents(clock);
  const folds = createHeldFolds(HELD_SPANS);
  let known = await knownTraces(writer);
  let commit = lastCommit;
  let appending: Promise<unknown> = Promise.resolve();
  let applied: Applied = { next: { segment, at: place }, receivedAt };

  return {
    get applied() {
      return applied;
    },
    async append(received, next) {
      const last = received.at(-1)?.receivedAt ?? applied.receivedAt;
      const place = { next, receivedAt: last, commit: commit + 1n };
      const under = appendReceived({ connection: writer, folds, known }, received, place);
      appending = under.catch(() => {});
      const appended = await under;
      commit = place.commit;
      applied = { next, receivedAt: last };
      if (known.isFull) known = await knownTraces(writer);
      return appended;
    },
    async forgetBefore(time) {
      folds.clear();
      await forgetBefore(writer, time);
      // the file becomes smaller with a checkpoint only; where somebody is in the way the next one does it
      await writer.run(sql`checkpoint`).catch(() => {});
      known = await knownTraces(writer);
    },
    async size() {
      const [row] = await writer.all(
        sql`select (select count(*) from spans) as spans, (select count(*) from traces) as traces`,
      );
      return { spans: Number(row?.['spans']), traces: Number(row?.['traces']), bytes: await bytesOf(path) };
    },
    of: (workspace) => spansOf(connections, extents, workspace),
    async close() {
      await appending;
      await writer.run(sql`checkpoint`);
      file.close();
    },
  };
};

const prepareWhole = async (connection: Connection): Promise<Progress> => {
  const progress = await prepareTables(connection);
  await refuseTorn(connection);
  return progress;
};

const knownTraces = async (connection: Connection): Promise<KnownTraces> => {
  const [row] = await connection.all(sql`select count(*) as traces from traces`);
  const known = createKnownTraces(Number(row?.['traces'] ?? 0n) * 2);
  const reader = await connection.raw.stream('select workspace, trace from traces');
  for await (const rows of reader.yieldRows()) {
    for (const [workspace, trace] of rows as [bigint, bigint][]) known.add(workspace, trace);
  }
  return known;
};

const bytesOf = async (path: string): Promise<number> => {
  const sizes = await Promise.all(
    [path, `${path}.wal`].map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

const spansOf = (connections: Connections, extents: Extents, id: WorkspaceId): WorkspaceSpans => {
  const workspace = workspaceNumber(id);
  return {
    listTraces: (asked) => connections.use(workspace, (one) => listTraces(one, extents, workspace, asked)),
    findTrace: (trace) => connections.use(workspace, (one) => findTrace(one, workspace, trace)),
    listSpans: (trace, asked) => connections.use(workspace, (one) => listSpans(one, workspace, trace, asked)),
    findSpan: (trace, span) => connections.use(workspace, (one) => findSpan(one, workspace, trace, span)),
    placesOf: (traces) => connections.use(workspace, (one) => placesOf(one, workspace, traces)),
    facets: (filters) => connections.use(workspace, (one) => readFacets(one, workspace, filters)),
    histogram: (filters, buckets) =>
      connections.use(workspace, (one) => readHistogram(one, workspace, filters, buckets)),
    aggregates: (asked) => connections.use(workspace, (one) => readAggregates(one, workspace, asked)),
    listSessions: (asked) => connections.use(workspace, (one) => listSessions(one, workspace, asked)),
    listUsers: (asked) => connections.use(workspace, (one) => listUsers(one, workspace, asked)),
    count: () =>
      connections.use(workspace, async (one) => {
        const [row] = await one.all(sql`
          select count(*) as traces, coalesce(sum(spans), 0)::ubigint as spans from traces
           where workspace = ${u128(workspace)}`);
        return { spans: Number(row?.['spans']), traces: Number(row?.['traces']) };
      }),
  };
};
