/** What a bypass does not do, which whoever begins it would find out last. */
export const OWN_KEYS_WAIT = 'What your own keys ask for still waits, and what has several ways to approve.';
