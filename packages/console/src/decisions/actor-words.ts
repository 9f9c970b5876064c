import type { DecisionActor } from '@holdfast/protocol/decisions/decision';
import { visibleText } from './arguments/visible-text.ts';

const NAMELESS: Readonly<Record<DecisionActor['kind'], string>> = {
  member: 'a former member',
  key: 'a key that is gone',
  rule: 'a rule that is gone',
  bypass: 'a bypass that is over',
  clock: 'the clock',
};

/** Whoever did something with a decision, as a sentence names them. */
export const actorWords = ({ kind, id, name }: DecisionActor, me?: string): string =>
  id !== null && id === me ? 'you' : name === null ? NAMELESS[kind] : visibleText(name);
