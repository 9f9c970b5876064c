// fails: typescript/switch-exhaustiveness-check
export const name = (kind: 'a' | 'b') => {
  switch (kind) {
    case 'a':
      return 1;
  }
  return 0;
};
