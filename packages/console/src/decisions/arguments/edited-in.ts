import type { Decision } from '@holdfast/protocol/decisions/decision';
import { isSameJson } from './same-json.ts';
import { readTyped } from './typed-arguments.ts';

/** What is typed, as far as it is arguments and others than there are. */
export const editedIn = (
  draft: string | undefined,
  { arguments: present }: Pick<Decision, 'arguments'>,
): Record<string, unknown> | undefined => {
  const typed = draft === undefined ? undefined : readTyped(draft);
  return typed?.isValid === true && !isSameJson(typed.value, present) ? typed.value : undefined;
};
