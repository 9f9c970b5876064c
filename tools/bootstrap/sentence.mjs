/** A failure that a person can mend: its message is all that is shown. */
export class Sentence extends Error {}

/** Ends the process with one sentence for a person, or with the whole error when it was not foreseen. */
export const giveUp = (error) => {
  console.error(error instanceof Sentence ? error.message : error);
  process.exit(1);
};
