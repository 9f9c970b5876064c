// fails: barrels
export const nothing = 1;
