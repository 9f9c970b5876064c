// fails: determinism
export const clock = { now: Date['now'] };
