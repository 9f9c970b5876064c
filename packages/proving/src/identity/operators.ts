import type { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import { expectAnswer, expectBody } from '../oracles/expect-answer.ts';
import type { Instance } from './instance.ts';
import { signIn, type Person } from './person.ts';
import type { Member } from './space.ts';

/** Rights have changed: whoever has them signs in anew. */
export const makeOperator = async ({ operator }: Instance, member: Member): Promise<Person> => {
  const path = `/api/v1/accounts?email=${encodeURIComponent(member.email)}`;
  const found = expectBody<{ items: AccountOfInstance[] }>(await operator.ask('GET', path), 200).items[0];
  if (found === undefined) throw new Error('an account that was just made is in the list of all');
  const wish = { body: { operator: true }, headers: { 'if-match': `"${found.version}"` } };
  expectAnswer(await operator.ask('PATCH', `/api/v1/accounts/${found.id}`, wish), 200);
  return signIn(member.place, 'an operator', member);
};
