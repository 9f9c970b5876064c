import type { Embedder } from '@holdfast/protocol/knowledge/embedders';
import { importerAt, type Importer } from '../../packages/proving/src/knowledge/importer.ts';
import { generatePair } from '../../packages/proving/src/knowledge/generated-pairs.ts';
import { tableOf } from '../../packages/proving/src/knowledge/tables.ts';
import type { Database } from '../../packages/proving/src/lab/database.ts';
import type { Lab } from '../../packages/proving/src/lab/lab.ts';
import type { Node } from '../../packages/proving/src/lab/node.ts';
import { until } from '../../packages/proving/src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../packages/proving/src/oracles/expect-answer.ts';
import { expectSame } from '../../packages/proving/src/oracles/expect-that.ts';
import { APP, roleUrl } from '../../packages/proving/src/postgres/roles.ts';
import type { Sql } from '../../packages/proving/src/postgres/sql.ts';
import type { Random } from '../../packages/proving/src/run/random.ts';
import { processorMsOf } from '../lib/processor-time.ts';
import { createBareCopy, type BareCopy } from './bare-copy.ts';

export interface Importing {
  readonly lab: Lab;
  readonly random: Random;
  /** Rows of each file. */
  readonly sizes: readonly number[];
  /** Times that each is done; the median counts. */
  readonly runs: number;
  readonly say: (line: string) => void;
}

const PATIENCE_SECONDS = 900;
const WARM_UP_ROWS = 5_000;

interface Ground {
  readonly node: Node;
  readonly database: Database;
  readonly copy: BareCopy;
  readonly fileOf: (rows: number) => string;
}

/** Files as they come, each against a COPY of the very rows that became of it, in the same moment of the same database. */
export const measureImporting = async ({ lab, random, sizes, runs, say }: Importing): Promise<void> => {
  const database = await lab.database();
  const node = await lab.node({
    database,
    // not through the proxy that could break the line
    environment: { HOLDFAST_DATABASE_URL: roleUrl(APP, database.port) },
  });
  const admin = lab.keep(await database.asAdmin());
  const fileOf = (rows: number): string =>
    tableOf(
      Array.from({ length: rows }, (_, at) => {
        const { question, answer } = generatePair(random, at);
        return [question, answer];
      }),
    );
  const ground: Ground = { node, database, copy: createBareCopy(admin), fileOf };
  say(`\n## Imports\n\n${await durabilityOf(admin)}`);
  await measured(ground, WARM_UP_ROWS, 'built_in');
  for (const size of sizes)
    for (const embedder of ['none', 'built_in'] as const) {
      const found: Figures[] = [];
      for (let run = 0; run < runs; run += 1) found.push(await measured(ground, size, embedder));
      say(`\n${size} rows, ${embedder === 'none' ? 'no embedder' : 'built-in embedder'}, median of ${runs}`);
      for (const line of linesOf(size, medianOf(found))) say(`  ${line}`);
    }
};

const durabilityOf = async (admin: Sql): Promise<string> => {
  const [row] = await admin.query<{ said: string }>(
    `select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
         || ', synchronous_commit ' || current_setting('synchronous_commit') as said`,
  );
  return row?.said ?? '';
};

interface Figures {
  /** Until the file is looked through and kept. */
  readonly accepted: number;
  /** From there until every row is durable, and until the first answer to a question of words. */
  readonly durable: number;
  readonly searchable: number;
  /** Until every pair has its vector. */
  readonly embedded: number;
  readonly serverMs: number;
  readonly databaseMs: number;
  readonly copyMs: number;
  readonly copyProcessorMs: number;
}

const measured = async (ground: Ground, rows: number, embedder: 'none' | 'built_in'): Promise<Figures> => {
  const { node, database, copy } = ground;
  const importer = importerAt(node);
  await choose(node, importer, embedder);
  const file = ground.fileOf(rows);
  const before = { server: processorMsOf(node.pid), database: processorMsOf(database.pid), at: performance.now() };
  const { id } = await importer.send(file);
  const sent = performance.now();
  const seconds = (): number => (performance.now() - sent) / 1000;
  const job = await importer.ended(id, PATIENCE_SECONDS);
  expectSame(job.counts.added, rows, 'every row is added');
  const durable = seconds();
  if (embedder === 'built_in') await allEmbedded(importer);
  const embedded = seconds();
  const processor = {
    server: processorMsOf(node.pid) - before.server,
    database: processorMsOf(database.pid) - before.database,
  };
  const asked = performance.now();
  await firstAnswer(importer);
  const searchable = durable + (performance.now() - asked) / 1000;
  const copyBefore = processorMsOf(database.pid);
  const copyMs = await copy(importer.workspace);
  return {
    accepted: (sent - before.at) / 1000,
    durable,
    searchable,
    embedded,
    serverMs: processor.server,
    databaseMs: processor.database,
    copyMs,
    copyProcessorMs: processorMsOf(database.pid) - copyBefore,
  };
};

/** However often it is told that what is to be found is still being read. */
const firstAnswer = (importer: Importer): Promise<boolean> =>
  until('a first answer', { seconds: PATIENCE_SECONDS }, async () => {
    const answer = await importer.ask('GET', '/search?mode=keyword&q=invoice');
    if (answer.status !== 503) expectAnswer(answer, 200);
    return answer.status === 200;
  });

const choose = async (node: Node, { workspace }: Importer, kind: 'none' | 'built_in'): Promise<void> => {
  const token = `probe.admin.${workspace}.${workspace}`;
  expectAnswer(await node.http('PUT', '/api/v1/knowledge/embedder', { token, body: { kind } }), 200);
};

const allEmbedded = (importer: Importer): Promise<boolean> =>
  until('all pairs to be embedded', { seconds: PATIENCE_SECONDS, everyMs: 100 }, async () => {
    const { current } = expectBody<Embedder>(await importer.ask('GET', '/embedder'), 200);
    return current.pairs.pending === 0;
  });

const medianOf = (found: readonly Figures[]): Figures => {
  const of = (pick: (one: Figures) => number): number =>
    found.map(pick).toSorted((one, other) => one - other)[Math.floor(found.length / 2)] ?? Number.NaN;
  return {
    accepted: of((one) => one.accepted),
    durable: of((one) => one.durable),
    searchable: of((one) => one.searchable),
    embedded: of((one) => one.embedded),
    serverMs: of((one) => one.serverMs),
    databaseMs: of((one) => one.databaseMs),
    copyMs: of((one) => one.copyMs),
    copyProcessorMs: of((one) => one.copyProcessorMs),
  };
};

const linesOf = (rows: number, one: Figures): string[] => {
  const rate = (seconds: number): string => `${Math.round(rows / seconds)} rows/s`;
  const each = (ms: number): string => `${((ms * 1000) / rows).toFixed(0)} us`;
  const copied = one.copyMs / 1000;
  return [
    `accepted after ${one.accepted.toFixed(2)} s`,
    `durable ${rate(one.durable)}, searchable ${rate(one.searchable)}, with vectors ${rate(one.embedded)}`,
    `COPY ${rate(copied)}: durable is ${(copied / one.durable).toFixed(2)} of it`,
    `processor per row: server ${each(one.serverMs)}, database ${each(one.databaseMs)}, COPY ${each(one.copyProcessorMs)}`,
  ];
};
