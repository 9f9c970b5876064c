// fails: sleeping-tests
export const nap = () => new Promise((resolve) => setTimeout(resolve, 100));
