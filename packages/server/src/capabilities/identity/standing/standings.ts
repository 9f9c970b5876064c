import { holdStanding, readDeciders, readMembers, readSecondFactors, readStanding } from './store.ts';

/** What other capabilities may ask of who somebody is. */
export const STANDINGS = {
  hold: holdStanding,
  read: readStanding,
  members: readMembers,
  secondFactors: readSecondFactors,
  deciders: readDeciders,
};

export type Standings = typeof STANDINGS;
