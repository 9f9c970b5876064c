// fails: environment
export const home = process.env['HOME'];
