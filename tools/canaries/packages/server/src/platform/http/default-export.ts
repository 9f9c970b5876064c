// fails: import/no-default-export
const only = 1;
export default only;
