import { existsSync } from 'node:fs';
import { runQuietly } from '../../bootstrap/run-quietly.mjs';
import { ROOT } from '../../bootstrap/places.mjs';
import { failed, fine, notRun } from '../step.ts';
import type { Outcome, Step } from '../step.ts';

interface Report {
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly name: string; readonly severity: string; readonly range: string }>
  >;
}

const GRAVE = new Set(['high', 'critical']);

const parse = (output: string): Report => {
  const start = output.indexOf('{');
  try {
    return JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)) as Report;
  } catch {
    return {};
  }
};

/** What npm's answer means. A registry that does not answer is no fault of the dependencies. */
export const judgeAudit = (output: string): Outcome => {
  const { vulnerabilities, metadata, message } = parse(output);
  if (!vulnerabilities || !metadata) return notRun(`the registry gave no advice (${message ?? 'no answer'})`);
  const grave = Object.values(vulnerabilities).filter(({ severity }) => GRAVE.has(severity));
  if (grave.length > 0)
    return failed(grave.map(({ name, severity, range }) => `${name} ${range}: ${severity}`).join('\n'));
  return fine(`${metadata.vulnerabilities['total'] ?? 0} known weaknesses, none high or critical`);
};

export const audit: Step = {
  name: 'audit',
  run: async () => {
    const cli = process.env['npm_execpath'];
    const args = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
    const asScript = cli !== undefined && cli.endsWith('.js') && existsSync(cli);
    const { output } = (await (asScript
      ? runQuietly(process.execPath, [cli, ...args], { cwd: ROOT })
      : runQuietly('npm', args, { cwd: ROOT, shell: process.platform === 'win32' }))) as { output: string };
    return judgeAudit(output);
  },
};
