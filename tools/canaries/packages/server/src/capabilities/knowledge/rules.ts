// fails: pure-rules
import type { Row } from './store.ts';
export type Judged = Row;
