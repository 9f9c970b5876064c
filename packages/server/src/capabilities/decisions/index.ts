export { reasonsOf } from './reasons/reasons-of.ts';
export { startStoryteller, type Storyteller } from './story/storyteller.ts';
export { createDecisions, type Decisions } from './decisions.ts';
