import type { Random } from '../run/random.ts';

/** Words enough that questions are as different, and as alike, as those of a large help desk. */
const THINGS =
  `invoice refund parcel password account order subscription address payment voucher delivery contract meter battery printer
   router licence passport appointment prescription warranty insurance deposit mortgage ticket booking flight luggage reservation
   menu allergy recipe garden fence boiler radiator thermostat window roof lease tenant landlord salary pension tax receipt budget
   report spreadsheet database server certificate domain firewall backup camera microphone headset keyboard monitor charger
   scooter bicycle tyre brake engine permit visa vaccine clinic dentist school exam course library membership newsletter forum
   profile avatar session token webhook export import dashboard filter chart alarm sensor valve pump filament nozzle lamp`.split(
    /\s+/,
  );
const DEEDS =
  `cancel renew change find print download upload share delete restore verify install repair return exchange track schedule
   postpone transfer split merge rename archive unlock reset activate block report compare measure calibrate clean replace order
   confirm dispute translate sign forward duplicate limit disable`.split(/\s+/);
const KINDS =
  `monthly yearly damaged expired lost stolen duplicate temporary shared business private international late early digital printed
   signed unpaid pending faulty old new first last premium basic broken blue small large wireless`.split(/\s+/);
const REASONS =
  `after-moving while-travelling before-the-deadline without-a-receipt as-a-guest for-a-friend on-a-phone in-another-country
   during-the-holidays with-a-discount by-post over-the-phone at-the-counter for-a-company after-a-death`.split(/\s+/);
const OPENINGS = ['How do I', 'Can I', 'What must I do to', 'Where can I', 'Is it possible to', 'When may I'];

export interface GeneratedPair {
  readonly question: string;
  readonly answer: string;
}

/** The same for the same chances. Each question has a number of its own, so that none is there twice. */
export const generatePair = (random: Random, number: number): GeneratedPair => {
  const { pick } = random;
  const deed = pick(DEEDS);
  const thing = `${pick(KINDS)} ${pick(THINGS)}`;
  const reason = pick(REASONS).replaceAll('-', ' ');
  const sentence = (): string => `${pick(OPENINGS)} ${pick(DEEDS)} the ${pick(KINDS)} ${pick(THINGS)}. `;
  return {
    question: `${pick(OPENINGS)} ${deed} a ${thing} ${reason} (case ${number})?`,
    answer: `To ${deed} a ${thing}, open the page of your ${pick(THINGS)} and choose ${pick(DEEDS)}. ${sentence()}${sentence()}${sentence()}`,
  };
};

/** As somebody asks who has not read the pair. */
export const generateQuestion = (random: Random): string => {
  const { pick } = random;
  return `${pick(OPENINGS).toLowerCase()} ${pick(DEEDS)} my ${pick(KINDS)} ${pick(THINGS)} ${pick(REASONS).replaceAll('-', ' ')}`;
};
