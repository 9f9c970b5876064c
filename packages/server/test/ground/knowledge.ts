import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { randomUUID } from 'node:crypto';
import { ask, type Asked } from './ask.ts';
import type { TestSystem } from './system.ts';

export const PAIRS = '/api/v1/knowledge/pairs';

interface Asking {
  readonly json?: object;
  readonly version?: number;
  readonly role?: 'viewer' | 'analyst' | 'admin';
  readonly member?: string;
}

/** Somebody who asks about what one workspace knows. */
export const knowing =
  (system: TestSystem, workspace: string = randomUUID()) =>
  (line: `${string} ${string}`, { json, version, ...who }: Asking = {}): Promise<Asked> =>
    ask(system, line, {
      ...who,
      workspace,
      ...(json === undefined ? {} : { json }),
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });

type Say = ReturnType<typeof knowing>;

export const pairOf = ({ body }: Asked): Pair => body as Pair;

export const addPair = async (say: Say, question: string, more: object = {}): Promise<Pair> =>
  pairOf(await say(`POST ${PAIRS}`, { json: { question, answer: 'a', ...more } }));
