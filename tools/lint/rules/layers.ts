import { importsOf } from '../imports.ts';
import type { Import } from '../imports.ts';
import { COMPOSERS, LAYERS, TESTS_MAY_IMPORT } from '../layers.ts';
import { packageOf, placeOf, resolveImport } from '../places.ts';
import { findingAt, isTest } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';

const kindOf = (place: string): string => place.replace(/:.*/, '');

const isPublicFace = (path: string): boolean => /^packages\/server\/src\/capabilities\/[^/]+\/index\.ts$/.test(path);

const betweenCapabilities = (target: string, { typeOnly }: Import): string | undefined => {
  if (!isPublicFace(target)) return 'of another capability only its index.ts may be imported';
  return typeOnly ? undefined : 'of another capability only types may be imported; values arrive through app.ts';
};

const breach = (file: SourceFile, target: string, taken: Import): string | undefined => {
  const from = placeOf(file.path);
  const to = placeOf(target);
  if (from === undefined || to === undefined)
    return from === to ? undefined : 'this folder has no rule of what it may import';
  if (from === to) return undefined;
  if (kindOf(from) === 'capability' && kindOf(to) === 'capability') return betweenCapabilities(target, taken);
  const allowed = [
    ...(LAYERS[kindOf(from)] ?? []),
    ...(isTest(file.path) && from !== 'proving' ? TESTS_MAY_IMPORT : []),
  ];
  if (!allowed.includes(kindOf(to))) return `${from} may not import ${to}`;
  if (
    from === 'composition' &&
    kindOf(to) === 'capability' &&
    !taken.typeOnly &&
    // where the folders of migrations are named, beside those who apply them
    !target.endsWith('/migrations.ts') &&
    !COMPOSERS.test(file.path) &&
    !isTest(file.path)
  ) {
    return 'only app.ts, roles.ts, main.ts and commands/recover.ts import the values of capabilities';
  }
  return undefined;
};

const crossesByPath = (file: SourceFile, target: string, { specifier }: Import): boolean =>
  specifier.startsWith('.') &&
  packageOf(target) !== undefined &&
  packageOf(file.path) !== undefined &&
  packageOf(target) !== packageOf(file.path);

export const layers = (file: SourceFile): Finding[] =>
  importsOf(file).flatMap((taken) => {
    const target = resolveImport(file.path, taken.specifier);
    if (target === undefined || target.endsWith('.json')) return [];
    const message =
      breach(file, target, taken) ??
      (crossesByPath(file, target, taken) ? 'another package is imported by its name' : undefined);
    return message ? [findingAt(file, taken.offset, 'layers', `${taken.specifier}: ${message}`)] : [];
  });
