const GENERAL = 'The issuer did not sign you in. Try again, or sign in with a password.';

const WORDS: Readonly<Record<string, string>> = {};

/** What the way back from an issuer says in the address when it did not end well. */
export const problemWords = (problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : (WORDS[problem] ?? GENERAL);
