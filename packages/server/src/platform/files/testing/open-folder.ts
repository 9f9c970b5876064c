import { openDataFolder } from '../data-folder.ts';

/** Prints what an operator would read. */
const [path = ''] = process.argv.slice(2);
try {
  const folder = await openDataFolder(path);
  console.log(`opened ${folder.instanceId}`);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
