// fails: typescript/no-unsafe-assignment
const read = () => JSON.parse('{}');
const value = read();
export const keep = () => void value;
