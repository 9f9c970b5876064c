/** The one place where the client asks the machine it runs on for the time and for chance. */
export const now = (): number => Date.now();
export const random = (): number => Math.random();
export const newKey = (): string => crypto.randomUUID();
