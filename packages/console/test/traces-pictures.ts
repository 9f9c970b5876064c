import { parseArgs } from 'node:util';
import { type Pictured, takePictures } from './pictures.ts';
import { spanIdOf } from './trace-spans-data.ts';
import { AGENT, LARGE, ODD } from './traces-data.ts';

/** Pictures of every page of Traces, to be looked at: `node test/traces-pictures.ts <folder> [page]`. */
const PAGES: readonly Pictured[] = [
  ['list', '/traces'],
  ['list-filtered', '/traces?status=error&min_duration_ms=200&service=search&range=7d'],
  ['list-nothing', '/traces?q=nothing+is+like+that&service=search'],
  ['first-span', '/traces', 'empty'],
  ['forbidden', '/traces', 'operator'],
  ['trace', `/traces/${AGENT}?span=${spanIdOf(6)}`],
  ['trace-failed', `/traces/${AGENT}?span=${spanIdOf(11)}`],
  ['trace-odd', `/traces/${ODD}?span=${spanIdOf(1)}`],
  ['trace-large', `/traces/${LARGE}`],
  ['sessions', '/traces/sessions'],
  ['session', '/traces/sessions/session-5'],
  ['users', '/traces/users'],
  ['figures', '/traces/figures?by=service'],
];

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, only] = positionals;
if (folder === undefined) throw new Error('give the folder where the pictures go');
await takePictures(
  folder,
  PAGES.filter(([name]) => only === undefined || name.startsWith(only)),
);
