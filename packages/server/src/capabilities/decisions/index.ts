export { createDecisions, type Decisions } from './decisions.ts';
