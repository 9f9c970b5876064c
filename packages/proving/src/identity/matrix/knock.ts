import type { Contract } from '@holdfast/protocol/contract';
import type { Admission } from '@holdfast/protocol/testing/who-may';
import type { Answer } from '../../http.ts';
import { expectThat } from '../../oracles/expect-that.ts';
import type { Caller } from '../caller.ts';

const UNKNOWN_ID = '0198c0de-dead-7000-8000-00000000beef';

/** These have an effect on whoever asks and take nothing that could be wrong: they come last. */
const LAST = ['identity.remove_second_factor', 'identity.sign_out_everywhere', 'identity.sign_out'];

export const inHarmlessOrder = (contracts: readonly Contract[]): readonly Contract[] =>
  contracts.toSorted((one, other) => LAST.indexOf(one.name) - LAST.indexOf(other.name));

const pathOf = ({ path }: Contract): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => (name.endsWith('_id') ? UNKNOWN_ID : 'nowhere'));

/**
 * Asks to be let in and wants nothing: whoever may go on is told that the request is wrong, or that there is no such thing.
 * Who may is decided before that is looked at.
 */
export const knock = (caller: Pick<Caller, 'ask'>, contract: Contract): Promise<Answer> => {
  const isSpoiled = contract.method !== 'GET' || contract.events !== undefined;
  const query = isSpoiled && contract.query !== undefined ? '?no_such_parameter=1' : '';
  const body = isSpoiled && contract.body !== undefined ? { body: { no_such_field: 1 } } : {};
  // forwarded, as by a proxy: who asks directly from the same machine may read metrics without being anybody
  const forwarded = { 'x-forwarded-for': '203.0.113.9' };
  // a protocol of others answers in the type of the request
  const headers = contract.speaks === undefined ? forwarded : { ...forwarded, 'content-type': 'application/json' };
  return caller.ask(contract.method, `${pathOf(contract)}${query}`, { ...body, headers });
};

const REFUSALS: ReadonlySet<string> = new Set([
  'unauthenticated',
  'forbidden',
  'second_factor_needed',
  'proof_needed',
] satisfies Admission[]);

export const admissionOf = (answer: Answer): Admission => {
  if (answer.code !== undefined && REFUSALS.has(answer.code)) return answer.code as Admission;
  const { detail = '' } = (answer.body ?? {}) as { detail?: string };
  const isServed = answer.status !== 405 && !(answer.status === 404 && detail.startsWith('There is no endpoint'));
  expectThat(isServed, `${answer.asked} is served`, { body: answer.body });
  const isJudged = answer.status >= 200 && answer.status < 500 && answer.status !== 429;
  expectThat(isJudged, `${answer.asked} is answered one way or the other`, {
    status: answer.status,
    body: answer.body,
    failure: answer.failure,
  });
  return 'let in';
};
