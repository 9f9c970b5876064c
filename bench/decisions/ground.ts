import { statfsSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { openHouse, type House } from '../../packages/proving/src/decisions/house.ts';
import { setUpInstance } from '../../packages/proving/src/identity/instance.ts';
import type { Database } from '../../packages/proving/src/lab/database.ts';
import { createLab, createSharedLab, type Lab } from '../../packages/proving/src/lab/lab.ts';
import type { Node } from '../../packages/proving/src/lab/node.ts';
import { ENTRIES } from '../../packages/proving/src/lab/repository.ts';

export interface Ground {
  readonly lab: Lab;
  readonly database: Database;
  readonly node: Node;
  readonly house: House;
}

const CAP_SECONDS = 3_600;
/** Of the kernel: a file system in memory. */
const TMPFS = 0x01021994;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

export const withLab = async <Result>(work: (lab: Lab) => Promise<Result>): Promise<Result> => {
  const shared = createSharedLab(ENTRIES, {});
  process.once('exit', () => shared.close());
  const lab = createLab(shared, AbortSignal.timeout(CAP_SECONDS * 1000), 'disk');
  try {
    say(`load average ${loadOf()}`);
    return await work(lab);
  } finally {
    say(`load average ${loadOf()}`);
    await lab.close();
    shared.close();
  }
};

/** The shipped server with a database of its own on a disk, to which nothing of ours stands between. */
export const onGround = (work: (ground: Ground) => Promise<void>, analysts = 2): Promise<void> =>
  withLab(async (lab) => {
    const database = await lab.database();
    say(await durabilityOf(database));
    const environment = { HOLDFAST_DATABASE_URL: database.directUrl };
    const node = await lab.node({ entry: 'product', database, environment });
    await work({ lab, database, node, house: await openHouse(await setUpInstance(node), 'Bench', analysts) });
  });

const loadOf = (): string =>
  loadavg()
    .map((each) => each.toFixed(1))
    .join(' ');

/** What a commit means in this run, for everybody who uses the database. */
const durabilityOf = async (database: Database): Promise<string> => {
  const sql = await database.asOwner();
  const [row] = await sql.query<Record<string, string>>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
            current_setting('wal_sync_method') as method, current_setting('server_version') as version`,
  );
  await sql.close();
  if (row?.['fsync'] !== 'on' || row['commits'] !== 'on')
    throw new Error('The database does not keep what it commits.');
  const where = statfsSync(tmpdir()).type === TMPFS ? 'memory, so that no figure of this run counts' : 'a disk';
  return `PostgreSQL ${row['version']}: a commit returns after ${row['method']}, on ${where}`;
};
