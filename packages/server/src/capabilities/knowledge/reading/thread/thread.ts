import { closeSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { fileAccess } from '../archives/random-access.ts';
import { openTables } from '../open-tables.ts';
import type { OpenTable } from '../open-tables.ts';
import { noRows, rowsOf } from '../rows-of.ts';
import type { RowCount } from '../rows-of.ts';
import { survey } from '../survey.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import type { ThreadTask, Told } from './messages.ts';
import { packRows } from './pack-rows.ts';

/** So many batches may be on their way. */
const AHEAD = 4;
const LOOKS_A_SIGN = 16;

const tell = (told: Told): void => parentPort?.postMessage(told, []);

/** Leave to send a batch: given back for each that was taken. */
const createLeave = (): (() => Promise<void>) => {
  let free = AHEAD;
  let waiting: (() => void) | undefined;
  parentPort?.on('message', () => {
    free += 1;
    waiting?.();
  });
  return async () => {
    if (free === 0) await new Promise<void>((resolve) => (waiting = resolve));
    free -= 1;
  };
};

const createSigns = (): (() => void) => {
  let looks = 0;
  return () => {
    looks += 1;
    if (looks % LOOKS_A_SIGN === 0) tell({ kind: 'alive' });
  };
};

const sendRows = async (tables: AsyncIterable<OpenTable>, count: RowCount): Promise<void> => {
  const leave = createLeave();
  let found: OpenTable['found'] | undefined;
  for await (const table of tables) {
    if (found === undefined) tell({ kind: 'found', found: (found = table.found) });
    for await (const rows of rowsOf(table, count))
      for (const packed of packRows(rows)) {
        await leave();
        tell({ kind: 'rows', packed });
      }
  }
};

const work = async ({ what, request, limits }: ThreadTask): Promise<void> => {
  const file = openSync(request.path, 'r');
  try {
    const tables = openTables(fileAccess(file, createSigns()), { ...request, limits });
    const count = { rows: 0, most: limits.mostRows, skip: request.skipRows ?? 0 };
    if (what === 'survey') tell({ kind: 'surveyed', survey: await survey(tables, count) });
    else await sendRows(tables, count);
    if (count.rows === 0) throw noRows();
    tell({ kind: 'ended' });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { reason, message, details } = error;
    tell({ kind: 'unreadable', reason, message, details });
  } finally {
    closeSync(file);
    parentPort?.close();
  }
};

// whoever began the thread gave it its task
await work(workerData as ThreadTask);
