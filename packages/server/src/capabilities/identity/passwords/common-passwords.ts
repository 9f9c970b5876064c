/** The passwords that are tried first, in lower case. */
export type CommonPasswords = ReadonlySet<string>;

let loaded: Promise<CommonPasswords> | undefined;

/**
 * 49,000 passwords that were found in breaches. Read when the first new password comes and not at the start: it takes some
 * 50 ms, half of it without a pause, and 8 MB that a node which is never asked for one does not need.
 */
export const readCommonPasswords = (): Promise<CommonPasswords> => {
  loaded ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return loaded;
};
