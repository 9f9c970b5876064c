import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { MODULES, ROOT } from '../bootstrap/places.mjs';
import { runQuietly } from '../bootstrap/run-quietly.mjs';
import { oxlintConfig } from './oxlint-config.ts';
import { CHOSEN } from './oxlint-table.ts';
import { applyRules, RULES } from './rules/all.ts';
import { readSource } from './source-file.ts';

const HOME = join(ROOT, 'tools', 'canaries');
const FIRST_LINE = /^\/\/ fails: (?<rule>\S+)$/m;

interface Canary {
  readonly path: string;
  readonly rule: string;
}

const findCanaries = (): Canary[] =>
  readdirSync(HOME, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = relative(HOME, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
      const [firstLine = ''] = readFileSync(join(HOME, path), 'utf8').split('\n');
      return { path, rule: FIRST_LINE.exec(firstLine)?.groups?.['rule'] ?? 'nothing: its first line names no rule' };
    });

/**
 * The canaries stand in a copy of the repository's layout with the real settings, so that the rows by folder apply. It
 * lies outside of the repository, where oxlint would heed .gitignore.
 */
const fillCage = (): string => {
  const cage = mkdtempSync(join(tmpdir(), 'holdfast-canaries-'));
  cpSync(HOME, cage, { recursive: true });
  symlinkSync(MODULES, join(cage, 'node_modules'), 'junction');
  writeFileSync(join(cage, '.oxlintrc.json'), oxlintConfig());
  writeFileSync(join(cage, '.gitignore'), 'node_modules/\n');
  const tsconfig = { extends: join(ROOT, 'tsconfig.json'), include: ['packages'], exclude: [] };
  writeFileSync(join(cage, 'tsconfig.json'), JSON.stringify(tsconfig));
  return cage;
};

interface Diagnostic {
  readonly code?: string;
  readonly filename: string;
}

/** `typescript(no-explicit-any)` is what the settings call `typescript/no-explicit-any`. */
const ruleName = ({ code = '' }: Diagnostic): string =>
  code.replace(/^(?<plugin>[^(]+)\((?<rule>.*)\)$/, '$<plugin>/$<rule>');

/** oxlint says with its exit code that it found something, as it should. */
const runOxlint = async (): Promise<Diagnostic[]> => {
  const cage = fillCage();
  const args = [join(MODULES, 'oxlint', 'bin', 'oxlint'), '--type-aware', '-f', 'json', '.'];
  const { output } = (await runQuietly(process.execPath, args, { cwd: cage })) as { output: string };
  rmSync(cage, { recursive: true, force: true });
  return (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics;
};

const sings = (canary: Canary, failures: readonly string[]): string[] =>
  failures.includes(canary.rule)
    ? []
    : [`${canary.path} should fail for ${canary.rule}, and fails for ${failures.join(', ') || 'nothing'}`];

/** A sentence for each canary that does not fail as it must, and for each rule without one. */
export const silentCanaries = async (): Promise<string[]> => {
  const canaries = findCanaries();
  const diagnostics = await runOxlint();
  const failuresOf = ({ path, rule }: Canary): string[] =>
    rule in RULES
      ? [...new Set(applyRules(readSource(HOME, path)).map((finding) => finding.rule))]
      : diagnostics.filter(({ filename }) => filename.replaceAll('\\', '/') === path).map(ruleName);
  const guarded = new Set(canaries.map(({ rule }) => rule));
  return [
    ...canaries.flatMap((canary) => sings(canary, failuresOf(canary))),
    ...[...Object.keys(RULES), ...Object.keys(CHOSEN)]
      .filter((rule) => !guarded.has(rule))
      .map((rule) => `${rule} has no canary in tools/canaries`),
  ];
};
