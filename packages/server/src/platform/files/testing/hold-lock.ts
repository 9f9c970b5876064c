import { lockFolder } from '../folder-lock.ts';

/** Says whether it got the lock, and keeps it until it is killed. */
const [path = ''] = process.argv.slice(2);
try {
  await lockFolder(path);
  console.log('held');
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
