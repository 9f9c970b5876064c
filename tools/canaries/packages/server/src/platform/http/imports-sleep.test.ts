// fails: sleeping-tests
import * as timers from 'node:timers/promises';
export const nap = timers;
