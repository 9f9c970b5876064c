import type { Member } from '@holdfast/protocol/identity/members';
import { counted } from '../../text/count.ts';

const MOST_NAMES = 5;

interface SomeMembers {
  readonly items: readonly Pick<Member, 'name' | 'second_factor' | 'active'>[];
  readonly next_cursor: string | null;
}

/** Who of the members has no second factor; undefined as long as nobody knows. */
export const lackingWords = (members: SomeMembers | undefined): string | undefined => {
  if (members === undefined) return undefined;
  const lacking = members.items.filter(({ active, second_factor: has }) => active && !has).map(({ name }) => name);
  const of = members.next_cursor === null ? '' : ` Of the first ${members.items.length}:`;
  if (lacking.length === 0) return `${of} Every member has one.`.trim();
  const named = lacking.slice(0, MOST_NAMES).join(', ');
  const rest = lacking.length - MOST_NAMES;
  return `${of} ${counted(lacking.length, 'member')} without one: ${named}${rest > 0 ? ` and ${rest} more` : ''}.`.trim();
};
