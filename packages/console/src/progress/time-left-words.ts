/** Coarse on purpose, in minutes: nobody plans by the second what takes an hour. */
const STEPS = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_440] as const;
const MINUTE_MS = 60_000;
/** How far an estimate must leave a step before the words change. */
const SLACK = 0.15;

/** The step that is shown for an estimate, in minutes; 0 is less than one. */
export type Step = number;

const nearest = (minutes: number): Step => {
  if (minutes < 0.75) return 0;
  return STEPS.reduce((best, step) => (Math.abs(step - minutes) < Math.abs(best - minutes) ? step : best));
};

/** The step after another estimate. It stays while the estimate is about as it was, so that words do not flicker. */
export const nextStep = (shown: Step | undefined, leftMs: number): Step => {
  const minutes = leftMs / MINUTE_MS;
  if (shown === undefined) return nearest(minutes);
  const stays = nearest(minutes * (1 - SLACK)) === shown || nearest(minutes * (1 + SLACK)) === shown;
  return stays ? shown : nearest(minutes);
};

export const wordsOf = (step: Step): string => {
  if (step === 0) return 'less than a minute left';
  if (step === STEPS.at(-1)) return 'a day or more left';
  return step < 60 ? `about ${step} min left` : `about ${step / 60} h left`;
};
