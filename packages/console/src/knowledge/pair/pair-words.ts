/** What refusals mean on a form of a pair. */
export const PAIR_REFUSALS: Readonly<Record<string, string>> = {
  question_taken: 'There is a pair with this question already. Change that one, or ask it differently here.',
};
