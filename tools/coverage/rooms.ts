const ROOMS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^packages\/server\/src\/platform\/([^/]+)\//, ([, room]) => `server/platform/${room}`],
  [/^packages\/server\/src\/capabilities\/([^/]+)\//, ([, name]) => `server/capabilities/${name}`],
  [/^packages\/([^/]+)\//, ([, name]) => name ?? ''],
];

/** Which line of the table a source file counts for. */
export const roomOf = (path: string): string => {
  for (const [pattern, name] of ROOMS) {
    const match = pattern.exec(path);
    if (match) return name(match);
  }
  return 'elsewhere';
};

const MEASURED = /^packages\/(protocol|client|server|proving)\/src\/.*\.ts$/;
const NOT_PRODUCT = /\.test\.ts$|\/testing(\.ts$|\/)|\.d\.ts$/;

/** The console runs in a browser and is not counted here. */
export const isMeasured = (path: string): boolean => MEASURED.test(path) && !NOT_PRODUCT.test(path);
