// fails: typescript/no-unsafe-return
export const read = (): string => JSON.parse('{}');
