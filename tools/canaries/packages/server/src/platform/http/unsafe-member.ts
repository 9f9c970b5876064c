// fails: typescript/no-unsafe-member-access
const read = () => JSON.parse('{}');
export const run = () => void read().name;
