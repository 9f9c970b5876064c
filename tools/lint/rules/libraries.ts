import { importsOf } from '../imports.ts';
import { LIBRARIES } from '../libraries.ts';
import { findingAt, isTest } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';

export const libraries = (file: SourceFile): Finding[] => {
  if (!file.path.startsWith('packages/server/src/') || isTest(file.path)) return [];
  return importsOf(file).flatMap(({ specifier, offset }) =>
    LIBRARIES.filter(({ packages, home }) => packages.test(specifier) && !home.test(file.path)).map(({ why }) =>
      findingAt(file, offset, 'libraries', `${specifier}: ${why}`),
    ),
  );
};
