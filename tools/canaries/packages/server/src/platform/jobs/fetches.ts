// fails: outside
export const ask = (url: string) => fetch(url);
