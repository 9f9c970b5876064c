// fails: layers
import { startApp } from '../../../server/src/app.ts';
export const start = startApp;
