// fails: layers
import type { App } from '../../app.ts';
export type Whole = App;
