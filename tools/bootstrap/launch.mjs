import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsoleIfStale } from '../console-build.mjs';
import { followNpm } from './follow-npm.mjs';
import { hop } from './hop.mjs';
import { ensureInstalled } from './install.mjs';
import { isAsGoodAs, pinnedNode, pinnedVersion } from './node-version.mjs';
import { ROOT } from './places.mjs';
import { runScript } from './run-script.mjs';
import { Sentence, giveUp } from './sentence.mjs';

const SERVER = 'packages/server/src/main.ts';
/** Scripts that show the console to a browser and may be asked for coverage, with the folder that takes it. */
const MEASURED = { 'tools/test.ts': 'tests', 'packages/proving/src/main.ts': 'proofs' };

/** `--dev <script> <args>` runs a script of the repository, `--sample` one that needs no tools, everything else is a command of the server. */
export const readPlan = (args) => {
  if (args[0] === '--sample') return { mode: 'runtime', script: args[1] ?? '', args: args.slice(2), console: false };
  if (args[0] !== '--dev') return { mode: 'runtime', script: SERVER, args, console: args[0] === 'start' };
  const [, script = '', ...rest] = args;
  const coverage = rest.includes('--coverage') ? MEASURED[script] : undefined;
  return { mode: 'dev', script, args: rest, console: script in MEASURED, coverage };
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

/** Node measures from its first moment or not at all, so this needs a process of its own. */
const measured = (name) => {
  const folder = join(ROOT, 'coverage', 'raw', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { NODE_V8_COVERAGE: folder };
};

export const launch = async (argv) => {
  try {
    const plan = readPlan(argv);
    await ensureInstalled(plan.mode);
    const node = nodeToUse();
    if (plan.console) await buildConsoleIfStale(node);
    followNpm();
    const script = join(ROOT, plan.script);
    if (plan.coverage) hop(node, script, plan.args, measured(plan.coverage));
    else if (node === process.execPath) runScript(script, plan.args);
    else hop(node, script, plan.args);
  } catch (error) {
    giveUp(error);
  }
};
