/** As the server has it; what it refuses beyond that it says itself. */
export const PASSWORD_SHORTEST = 12;

/** Characters as Unicode counts them. */
export const lengthOf = (password: string): number => Array.from(password).length;
