import { join } from 'node:path';
import { buildConsoleIfStale } from '../console-build.mjs';
import { hop } from './hop.mjs';
import { ensureInstalled } from './install.mjs';
import { isAsGoodAs, pinnedNode, pinnedVersion } from './node-version.mjs';
import { ROOT } from './places.mjs';
import { runScript } from './run-script.mjs';
import { Sentence, giveUp } from './sentence.mjs';

const SERVER = 'packages/server/src/main.ts';
const SHOW_THE_CONSOLE = new Set(['tools/test.ts', 'packages/proving/src/main.ts']);

/** `--dev <script> <args>` runs a script of the repository, everything else is a command of the server. */
export const readPlan = (args) => {
  if (args[0] !== '--dev') return { mode: 'runtime', script: SERVER, args, console: args[0] === 'start' };
  const [, script = '', ...rest] = args;
  return { mode: 'dev', script, args: rest, console: SHOW_THE_CONSOLE.has(script) };
};

const nodeToUse = () => {
  const wanted = pinnedVersion();
  if (wanted && isAsGoodAs(wanted, process.versions.node)) return process.execPath;
  const pinned = pinnedNode();
  if (pinned) return pinned;
  throw new Sentence(
    `Node ${wanted} is not among the installed dependencies. Run \`npm ci --include=optional\` and look at what it says.`,
  );
};

export const launch = async (argv) => {
  try {
    const plan = readPlan(argv);
    await ensureInstalled(plan.mode);
    const node = nodeToUse();
    if (plan.console) await buildConsoleIfStale(node);
    const script = join(ROOT, plan.script);
    if (node === process.execPath) runScript(script, plan.args);
    else hop(node, script, plan.args);
  } catch (error) {
    giveUp(error);
  }
};
