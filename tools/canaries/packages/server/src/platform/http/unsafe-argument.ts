// fails: typescript/no-unsafe-argument
const read = () => JSON.parse('{}');
export const n = Number.parseInt(read(), 10);
