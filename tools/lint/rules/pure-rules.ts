import { importsOf } from '../imports.ts';
import { findingAt } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';

const RULES = /^packages\/server\/src\/capabilities\/[^/]+\/(.*\/)?rules\.ts$/;

export const pureRules = (file: SourceFile): Finding[] => {
  if (!RULES.test(file.path)) return [];
  return importsOf(file)
    .filter(({ specifier, typeOnly }) => !typeOnly || !specifier.startsWith('@holdfast/protocol/'))
    .map(({ specifier, offset }) =>
      findingAt(file, offset, 'pure-rules', `${specifier}: rules.ts imports nothing but types of the protocol`),
    );
};
