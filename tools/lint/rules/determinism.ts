import type { Node } from 'oxc-parser';
import { importsOf } from '../imports.ts';
import { findingAt, isTest } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';
import { walk } from '../walk.ts';

const CLOCK = /^packages\/(server|protocol|client)\/src\//;
/** Where the time is read, and where chance and seeds come from. */
const HOME =
  /^packages\/(server\/src\/platform\/(clock|ids|crypto)\/|client\/src\/surroundings\.ts$|proving\/src\/run\/random\.ts$)/;
const CHANCE = /^packages\/(server|protocol|client|proving)\//;

const TIME = new Set(['Date.now']);
const RANDOM = new Set(['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);
const RANDOM_IMPORTS = new Set([
  'randomUUID',
  'randomBytes',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'webcrypto',
  'getRandomValues',
  '*',
]);

/** `Date.now` for Date.now, Date["now"] and globalThis.Date.now alike. */
const dotted = (node: Node): string | undefined => {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return undefined;
  const { property } = node;
  const name =
    property.type === 'Identifier' ? property.name : property.type === 'Literal' ? String(property.value) : '';
  const owner = dotted(node.object)?.replace(/^globalThis\./, '');
  return `${owner === 'globalThis' ? '' : `${owner ?? ''}.`}${name}`;
};

const isDateNow = (node: Node): boolean => {
  if (node.type === 'MemberExpression') return TIME.has(dotted(node) ?? '');
  const isDate = (node.type === 'NewExpression' || node.type === 'CallExpression') && dotted(node.callee) === 'Date';
  return isDate && (node.type === 'CallExpression' || node.arguments.length === 0);
};

const isRandom = (node: Node): boolean => node.type === 'MemberExpression' && RANDOM.has(dotted(node) ?? '');

const at = (file: SourceFile, offsets: readonly number[], message: string): Finding[] =>
  offsets.map((offset) => findingAt(file, offset, 'determinism', message));

export const determinism = (file: SourceFile): Finding[] => {
  if (HOME.test(file.path)) return [];
  const nodes = [...walk(file.program)];
  const clock = CLOCK.test(file.path) && !isTest(file.path) ? nodes.filter(isDateNow) : [];
  const product = CLOCK.test(file.path) && !isTest(file.path);
  const chance = CHANCE.test(file.path)
    ? nodes.filter((node) => isRandom(node) && (product || dotted(node) === 'Math.random'))
    : [];
  const taken = product
    ? importsOf(file).filter(
        ({ specifier, names, typeOnly }) =>
          !typeOnly && /^(node:)?crypto$/.test(specifier) && names.some((name) => RANDOM_IMPORTS.has(name)),
      )
    : [];
  return [
    ...at(
      file,
      clock.map(({ start }) => start),
      'the time comes from a clock that is given: see platform/clock',
    ),
    ...at(
      file,
      chance.map(({ start }) => start),
      'randomness and ids are given (a seed, platform/ids, platform/crypto), so that a run can be repeated',
    ),
    ...at(
      file,
      taken.map(({ offset }) => offset),
      'randomness comes from platform/ids or platform/crypto',
    ),
  ];
};
