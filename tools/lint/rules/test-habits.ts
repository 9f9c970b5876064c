import type { Node } from 'oxc-parser';
import { importsOf } from '../imports.ts';
import { findingAt } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';
import { walk } from '../walk.ts';

const MOCKS = new Set(['mock', 'doMock', 'unmock', 'doUnmock', 'hoisted', 'importMock', 'importActual']);

const calledMethod = (node: Node): { owner: string; method: string } | undefined => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  if (object.type !== 'Identifier' || property.type !== 'Identifier') return undefined;
  return { owner: object.name, method: property.name };
};

const isModuleMock = (node: Node): boolean => {
  const { owner, method } = calledMethod(node) ?? {};
  return (owner === 'vi' || owner === 'vitest' || owner === 'jest') && method !== undefined && MOCKS.has(method);
};

/** A fake lives beside the real thing and passes the same tests. */
export const moduleMocks = (file: SourceFile): Finding[] =>
  [...walk(file.program)]
    .filter(isModuleMock)
    .map(({ start }) => findingAt(file, start, 'module-mocks', 'modules are not mocked; give a fake as a parameter'));

const isTimer = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'Identifier' &&
  ['setTimeout', 'sleep', 'delay', 'pause'].includes(node.callee.name);

const PROOF = /\.test\.tsx?$|^packages\/proving\/scenarios\//;
const CLOCK_ITSELF = /^packages\/server\/src\/platform\/clock\//;

/** What sleeps is slow on a fast machine and fails on a slow one. */
export const sleepingTests = (file: SourceFile): Finding[] => {
  if (!PROOF.test(file.path) || CLOCK_ITSELF.test(file.path)) return [];
  const timers = [...walk(file.program)].filter(isTimer).map(({ start }) => start);
  const imported = importsOf(file).filter(({ specifier }) => /^(node:)?timers(\/promises)?$/.test(specifier));
  return [...timers, ...imported.map(({ offset }) => offset)].map((offset) =>
    findingAt(
      file,
      offset,
      'sleeping-tests',
      'a test waits for what it expects (expect.poll, an event), never for time to pass',
    ),
  );
};
