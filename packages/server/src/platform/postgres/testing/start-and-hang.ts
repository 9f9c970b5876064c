import { startPostgres } from '../start-postgres.ts';
import { folderIn, quiet } from './folder.ts';

/** Starts Postgres, says so, and waits to be killed. */
const [root = ''] = process.argv.slice(2);
const postgres = await startPostgres({ dataFolder: folderIn(root), log: quiet });
console.log(JSON.stringify({ pid: postgres.pid, appUrl: postgres.appUrl }));
setInterval(() => undefined, 60_000);
