/** How much a batch may hold. */
export const MOST_RECIPIENTS = 5_000;
export const LONGEST_RECIPIENT = 320;
export const LONGEST_SUBJECT = 200;
export const LONGEST_MESSAGE = 10_000;
export const LONGEST_VALUE = 2_000;
export const MOST_VALUES = 50;

/** Further ones are there, and not counted. */
export const MOST_COUNTED_UNREAD = 1_000;
