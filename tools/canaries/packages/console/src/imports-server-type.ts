// fails: layers
import type { App } from '@holdfast/server/app';
export type Shown = App;
