import type { Node } from 'oxc-parser';
import { importsOf } from '../imports.ts';
import { findingAt } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';
import { walk } from '../walk.ts';

const READERS = /^packages\/server\/src\/config(\.ts$|\/)/;
const REGULATED = /^packages\/(server\/src|protocol|client|console\/src)\//;

const namesEnv = (property: Node): boolean =>
  (property.type === 'Identifier' && property.name === 'env') ||
  (property.type === 'Literal' && property.value === 'env');

const isProcess = (node: Node): boolean =>
  (node.type === 'Identifier' && node.name === 'process') ||
  (node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'process');

const readsEnvironment = (node: Node): boolean => {
  if (node.type === 'MemberExpression') return isProcess(node.object) && namesEnv(node.property);
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern' || !node.init || !isProcess(node.init))
    return false;
  return node.id.properties.some((property) => property.type === 'RestElement' || namesEnv(property.key));
};

const MESSAGE = 'only packages/server/src/config reads the environment; take the setting as a parameter';

export const environment = (file: SourceFile): Finding[] => {
  if (!REGULATED.test(file.path) || READERS.test(file.path)) return [];
  const test = /\.test\.tsx?$|\/testing\//.test(file.path);
  if (test) return [];
  const imported = importsOf(file).filter(({ specifier }) => /^(node:)?process$/.test(specifier));
  return [
    ...imported.map(({ offset }) => findingAt(file, offset, 'environment', `use the global process; ${MESSAGE}`)),
    ...[...walk(file.program)]
      .filter(readsEnvironment)
      .map((node) => findingAt(file, node.start, 'environment', MESSAGE)),
  ];
};
