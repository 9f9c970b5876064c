// fails: eslint/no-console
console.log('seen by nobody');
