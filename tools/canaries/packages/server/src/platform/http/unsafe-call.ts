// fails: typescript/no-unsafe-call
const read = () => JSON.parse('{}');
export const run = () => void read()();
