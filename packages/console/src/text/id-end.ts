const DIGITS = 4;

/** The end of an id tells apart what has one name: the beginning is a time, and often the same. */
export const idEnd = (id: string): string => `…${id.slice(-DIGITS)}`;
