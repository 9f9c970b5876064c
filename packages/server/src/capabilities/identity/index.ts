export { recover, type Recovered } from './recovery/recover.ts';
export type { MailboxesAsked, MemberMailbox } from './mailboxes/store.ts';
export type { DeciderNow, MemberNow } from './standing/store.ts';
export type { Standing } from './standing/standing.ts';
export { createIdentity, type Identity } from './identity.ts';
