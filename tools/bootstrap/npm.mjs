import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { ROOT } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';
import { Sentence } from './sentence.mjs';

const OFFLINE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;

/** The npm that runs us, with the Node that runs it: that one does not live in the node_modules which npm may remove. */
const npmCommand = () => {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli && basename(cli) === 'npm-cli.js' && existsSync(cli)) {
    return { file: node && existsSync(node) ? node : process.execPath, first: [cli], shell: false };
  }
  return { file: 'npm', first: [], shell: process.platform === 'win32' };
};

/** Runs npm in silence; its output is shown only when it fails. */
export const npm = async (args) => {
  const { file, first, shell } = npmCommand();
  const { code, output } = await runQuietly(file, [...first, ...args], { cwd: ROOT, shell });
  if (code === 0) return;
  process.stderr.write(output.endsWith('\n') ? output : `${output}\n`);
  throw new Sentence(
    OFFLINE.test(output)
      ? 'Dependencies are missing and the package registry cannot be reached. Connect this machine once, or copy node_modules from one like it.'
      : `npm ${args[0]} failed (exit code ${code}); its output is above.`,
  );
};
