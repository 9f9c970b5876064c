// fails: determinism
export const now = () => new Date();
