// fails: typescript/restrict-template-expressions
export const said = (what: object) => `${what}`;
