// fails: typescript/use-unknown-in-catch-callback-variable
export const quiet = (work: Promise<number>) => work.catch((error) => void error);
