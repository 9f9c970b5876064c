import { importsOf } from '../imports.ts';
import { findingAt } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';

const PUBLIC_FACE = /^packages\/server\/src\/capabilities\/[^/]+\/index\.ts$/;

export const barrels = (file: SourceFile): Finding[] => {
  if (PUBLIC_FACE.test(file.path)) return [];
  const isIndex = /(^|\/)index\.tsx?$/.test(file.path);
  return [
    ...(isIndex ? [findingAt(file, 0, 'barrels', 'an index.ts stands only at the root of a capability')] : []),
    ...importsOf(file)
      .filter(({ reexport }) => reexport)
      .map(({ specifier, offset }) =>
        findingAt(
          file,
          offset,
          'barrels',
          `${specifier}: import it where it is; only a capability's index.ts passes things on`,
        ),
      ),
  ];
};
