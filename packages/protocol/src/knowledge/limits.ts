/** How much a pair may hold. A file and the API are measured by the same. */
export const LONGEST_QUESTION = 2_000;
export const LONGEST_ANSWER = 50_000;
export const MOST_PHRASINGS = 50;
export const MOST_TAGS = 20;
export const LONGEST_TAG = 100;
export const LONGEST_SOURCE = 500;
export const LONGEST_LANGUAGE = 35;

/** How much may be asked for at once. */
export const LONGEST_ASKED = 2_000;
export const MOST_PAIRS_AT_ONCE = 1_000;

/** Of a model that embeds, and of how it is asked. */
export const LONGEST_MODEL = 200;
export const MOST_DIMENSIONS = 8_192;
export const MOST_BATCH = 512;
export const USUAL_BATCH = 100;
export const MOST_REQUESTS_AT_ONCE = 64;
export const USUAL_REQUESTS_AT_ONCE = 4;
