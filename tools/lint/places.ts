import { posix } from 'node:path';

/** The parts of the repository between which imports are regulated. `capability:x` is one for each capability. */
export const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^packages\/protocol\//, 'protocol'],
  [/^packages\/client\//, 'client'],
  [/^packages\/console\//, 'console'],
  [/^packages\/proving\//, 'proving'],
  [/^packages\/server\/src\/platform\//, 'platform'],
  [/^packages\/server\/src\/config(\/|\.ts$)/, 'config'],
  [/^packages\/server\/src\/capabilities\/(?<capability>[^/]+)\//, 'capability'],
  [/^packages\/server\/src\//, 'composition'],
  [/^packages\/server\/test\//, 'server tests'],
  [/^bench\//, 'bench'],
  [/^samples\//, 'samples'],
  [/^(tools\/|vitest\.config\.ts$)/, 'tools'],
];

export const placeOf = (path: string): string | undefined => {
  for (const [pattern, place] of PLACES) {
    const match = pattern.exec(path);
    if (match) return match.groups?.['capability'] ? `${place}:${match.groups['capability']}` : place;
  }
  return undefined;
};

const PACKAGE = /^@holdfast\/(?<name>[^/]+)(?:\/(?<inside>.*))?$/;

/** The file in the repository that an import names, or undefined for what comes from npm or Node. */
export const resolveImport = (from: string, specifier: string): string | undefined => {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier));
  const { name, inside } = PACKAGE.exec(specifier)?.groups ?? {};
  return name === undefined ? undefined : `packages/${name}/src/${inside ?? 'index'}.ts`;
};

export const packageOf = (path: string): string | undefined => /^packages\/[^/]+\//.exec(path)?.[0];
