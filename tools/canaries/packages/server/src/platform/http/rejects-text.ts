// fails: typescript/prefer-promise-reject-errors
export const fail = () => Promise.reject('text');
