import { counted } from '../../text/count.ts';
import { ArgumentList } from '../arguments/argument-list.tsx';
import { argumentRows } from '../arguments/argument-rows.ts';
import type { Asked } from './use-acts.ts';

type Arguments = Readonly<Record<string, unknown>>;

const countWords = (is: Arguments, was: Arguments | undefined): string => {
  const changed = argumentRows(is, was).filter(({ change }) => change !== 'none').length;
  return [counted(Object.keys(is).length, 'argument'), ...(changed === 0 ? [] : [`${changed} changed`])].join(', ');
};

const ALWAYS = new Set(['approve']);
const WHERE_EDITED = new Set(['revise', 'answer']);

interface ExactlyProps {
  readonly asked: Asked;
  /** What was asked for at first. */
  readonly first: Arguments | undefined;
}

/** Once more what would be done, beside the question whether it is to be done. What is long moves by itself, not the rest. */
export const Exactly = ({ asked: { act, seen, edited }, first }: ExactlyProps) => {
  if (!ALWAYS.has(act) && !(WHERE_EDITED.has(act) && edited !== undefined)) return undefined;
  const is = edited ?? seen.arguments;
  const was = first ?? (edited === undefined ? undefined : seen.arguments);
  return (
    <section aria-label="Exactly this" className="grid gap-1">
      <p className="text-small text-muted">{countWords(is, was)}</p>
      <div
        role="group"
        aria-label="The arguments"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what moves by itself is moved by keys as well
        tabIndex={0}
        className="max-h-[32dvh] overflow-y-auto rounded-control border border-line"
      >
        <ArgumentList is={is} was={was} />
      </div>
    </section>
  );
};
