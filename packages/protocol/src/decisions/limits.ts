/** How much a decision may hold. */
export const LONGEST_KIND = 100;
export const LONGEST_TITLE = 300;
export const MOST_ARGUMENT_BYTES = 64 * 1024;
export const MOST_EVIDENCE = 50;
export const LONGEST_EVIDENCE = 20_000;
export const MOST_OPTIONS = 20;
/** So many differences a revision lists against the one before. */
export const MOST_DIFFERENCES = 1_000;
export const MOST_LEVELS = 5;
export const MOST_APPROVALS = 10;
export const MOST_REVISIONS = 50;
export const LONGEST_REASON = 4_000;
export const LONGEST_DETAIL = 10_000;

/** How long a decision waits, in seconds. */
export const LEAST_DEADLINE = 1;
export const USUAL_DEADLINE = 24 * 3_600;
export const MOST_DEADLINE = 30 * 24 * 3_600;

/** How long somebody has a decision to themselves, in seconds. */
export const CLAIM_SECONDS = 15 * 60;
export const MOST_DELEGATION = 7 * 24 * 3_600;

/** How long whoever took an approved action has it to themselves, in seconds. */
export const USUAL_TAKING = 60;
export const MOST_TAKING = 3_600;

export const MOST_WAIT_SECONDS = 60;

/** Of how many decisions statistics are made, the latest first, and of how many days. */
export const MOST_COUNTED = 100_000;
export const MOST_COUNTED_DAYS = 365;

export const MOST_RULES = 200;
export const MOST_CONDITIONS = 20;
/** Of a rule's conditions and effect together, as JSON: whatever is asked for is held against them. */
export const MOST_RULE_BYTES = 16 * 1024;

/** How long a bypass lasts, in seconds. */
export const USUAL_BYPASS = 3_600;
export const MOST_BYPASS = 8 * 3_600;
