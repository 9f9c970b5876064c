import { holdStanding, readDeciders, readMembers, readStanding } from './store.ts';

/** What other capabilities may ask of who somebody is. */
export const STANDINGS = { hold: holdStanding, read: readStanding, members: readMembers, deciders: readDeciders };

export type Standings = typeof STANDINGS;
