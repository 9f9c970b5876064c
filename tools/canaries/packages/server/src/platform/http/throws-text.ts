// fails: typescript/only-throw-error
export const fail = () => {
  throw 'text';
};
