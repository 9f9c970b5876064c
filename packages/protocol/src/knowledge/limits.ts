/** How much a pair may hold. A file and the API are measured by the same. */
export const LONGEST_QUESTION = 2_000;
export const LONGEST_ANSWER = 50_000;
export const MOST_PHRASINGS = 50;
export const MOST_TAGS = 20;
export const LONGEST_TAG = 100;
export const LONGEST_SOURCE = 500;
export const LONGEST_LANGUAGE = 35;
