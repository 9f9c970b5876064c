// fails: determinism
export const chance = () => Math.random();
