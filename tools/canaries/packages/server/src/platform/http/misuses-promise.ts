// fails: typescript/no-misused-promises
const work = async () => true;
export const wrong = () => (work() ? 1 : 2);
