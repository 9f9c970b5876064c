import { builtConsole } from './built-console.ts';
import { fixtureServer } from './fixture-server.ts';
import type { Mode } from './readiness-scripts.ts';

/** The console with a server to which things happen, to be looked at: `node test/serve-fixture.ts`. */
const times = (count: number, mode: Mode): readonly Mode[] => Array.from({ length: count }, () => mode);
const STORY: readonly Mode[] = [
  ...times(14, 'ok'),
  ...times(2, 'degraded'),
  ...times(3, 'down'),
  ...times(11, 'ok'),
  'cut',
  ...times(8, 'ok'),
  ...times(4, 'degraded'),
];

const server = await fixtureServer(await builtConsole());
process.stdout.write(`${server.url}\n`);
setInterval(() => server.become(STORY[server.checks() % STORY.length] ?? 'ok'), 5);
