// fails: typescript/no-floating-promises
const work = async () => 1;
export const start = () => {
  work();
};
