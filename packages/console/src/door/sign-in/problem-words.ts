const GENERAL = 'The issuer did not say who you are. Try again, or sign in with a password.';

const WORDS: ReadonlyMap<string, string> = new Map([
  ['denied', 'The issuer says that you may not, or you turned back there.'],
  ['issuer_unreachable', 'The issuer does not answer. Try again in a while, or sign in with a password.'],
  ['issuer_refused', 'The issuer refused to say who you are. Whoever runs this instance finds the reason in its log.'],
  ['not_begun_here', 'This was not begun in this browser, or too long ago. Begin again.'],
  [
    'not_believed',
    'What came from the issuer cannot be believed. Whoever runs this instance finds the reason in its log.',
  ],
  [
    'unknown_identity',
    'That account opens none here. Sign in with your password and add it under Profile, or ask for an invitation.',
  ],
  ['identity_taken', 'That account of the issuer opens another account here already.'],
  ['signed_out', 'Your sign-in ended meanwhile. Sign in and add it again.'],
  ['token_unusable', 'The invitation works no more. Ask whoever invited you for a new one.'],
  ['other_account', 'The issuer knows you by another e-mail than the one that was invited.'],
  [
    'has_account',
    'The e-mail that was invited has an account here. Open the invitation again and join with its password.',
  ],
  ['already_member', 'You are a member of that workspace already. Sign in.'],
]);

/** What the way back from an issuer says in the address when it did not end well. */
export const problemWords = (problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : (WORDS.get(problem) ?? GENERAL);
