import type { Client } from '@holdfast/client/client';
import { type Decider, listDeciders } from '@holdfast/protocol/decisions/deciders';
import type { Decision, Hindrance } from '@holdfast/protocol/decisions/decision';
import { useQuery } from '@tanstack/react-query';
import { CONTROL, FieldFrame } from '../../forms/field-frame.tsx';
import { refusalWords } from '../../live/refusal-words.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { visibleText } from '../arguments/visible-text.ts';

/** Of somebody else, behind their name. */
const WORDS: Readonly<Partial<Record<Hindrance, string>>> = {
  own_request: 'asked for it',
  role_needed: 'lacks the role',
  editor: 'changed the arguments',
  already_voted: 'has approved it',
  second_factor_needed: 'has no second factor',
};

const hindranceWords = (hindrance: Hindrance): string => WORDS[hindrance] ?? 'may not decide it';

const A_PAGE = 200;

const allDeciders = async (holdfast: Client, id: Decision['id'], signal: AbortSignal): Promise<readonly Decider[]> => {
  const all: Decider[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: A_PAGE, cursor };
    const page = await holdfast.bodyOf(listDeciders, { params: { decision_id: id }, query }, { signal });
    all.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
};

const nameOf = ({ name, id }: Decider): string => visibleText(name ?? id);

/** Those who may first, by name. */
const inOrder = (deciders: readonly Decider[]): readonly Decider[] =>
  deciders.toSorted(
    (one, other) =>
      Number(one.hindrance !== null) - Number(other.hindrance !== null) || nameOf(one).localeCompare(nameOf(other)),
  );

const optionWords = (decider: Decider): string => {
  const { role, hindrance } = decider;
  return `${nameOf(decider)}, ${role}${hindrance === null ? '' : ` (${hindranceWords(hindrance)})`}`;
};

interface DeciderFieldProps {
  readonly of: Decision['id'];
  readonly me: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** To whom a decision may be handed. Whoever may not have it stays in sight, with why. */
export const DeciderField = ({ of: id, me, value, onChange }: DeciderFieldProps) => {
  const holdfast = useHoldfast();
  const { data, error } = useQuery({
    queryKey: ['deciders', id],
    queryFn: ({ signal }) => allDeciders(holdfast, id, signal),
    networkMode: 'always',
    retry: false,
  });
  const others = inOrder(data?.filter((one) => one.id !== me) ?? []);
  const isNobody = data !== undefined && !others.some(({ hindrance }) => hindrance === null);
  return (
    <FieldFrame
      label="To whom"
      name="to"
      hint={isNobody ? 'Nobody else may decide it. An admin can invite somebody, or give a role.' : undefined}
    >
      {(tied) => (
        <>
          <select {...tied} value={value} onChange={({ target }) => onChange(target.value)} className={CONTROL}>
            <option value="">{data === undefined && error === null ? 'Loading …' : 'Choose one …'}</option>
            {others.map((one) => (
              <option key={one.id} value={one.id} disabled={one.hindrance !== null}>
                {optionWords(one)}
              </option>
            ))}
          </select>
          {error !== null && (
            <p role="alert" className="text-small text-bad wrap-anywhere">
              {refusalWords(error)}
            </p>
          )}
        </>
      )}
    </FieldFrame>
  );
};
