import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { useMay } from '../../session/session-context.ts';
import { counted } from '../../text/count.ts';
import { bulkDeed } from './bulk-acts.ts';
import { BulkForm, type BulkQuestion } from './bulk-form.tsx';

interface BulkBarProps {
  readonly chosen: readonly Pair[];
  readonly deeds: Deeds;
  readonly onClear: () => void;
}

const QUESTIONS: readonly (readonly [BulkQuestion, string])[] = [
  ['add_tags', 'Tag'],
  ['remove_tags', 'Untag'],
  ['set_source', 'Source'],
  ['set_language', 'Language'],
  ['set_validity', 'Validity'],
];

const removing = (chosen: readonly Pair[]) => {
  const pairs = counted(chosen.length, 'pair');
  return bulkDeed(
    chosen,
    { kind: 'remove' },
    {
      act: 'Remove',
      question: {
        title: `Remove ${pairs}?`,
        keep: 'Keep them',
        sentence: 'No search finds them any more. They can be restored for seven days.',
      },
    },
  );
};

/** What can be done to the pairs that are chosen. It stays in sight while one scrolls. */
export const BulkBar = ({ chosen, deeds, onClear }: BulkBarProps) => {
  const [asked, setAsked] = useState<BulkQuestion | undefined>(undefined);
  const mayWrite = useMay('knowledge:write');
  const isOff = deeds.isRunning || !mayWrite;
  const ask = (act: () => void) => () => {
    if (!isOff) act();
  };
  return (
    <div
      role="group"
      aria-label="Chosen pairs"
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-t border-line-strong bg-surface px-4 py-2 shadow-[0_-4px_16px_var(--shade)]"
    >
      <strong role="status" className="mr-2 font-semibold">
        {deeds.isRunning ? 'One moment …' : `${counted(chosen.length, 'pair')} chosen`}
      </strong>
      {QUESTIONS.map(([kind, label]) => (
        <Button key={kind} aria-disabled={isOff} onClick={ask(() => setAsked(kind))}>
          {label}
        </Button>
      ))}
      <Button aria-disabled={isOff} onClick={ask(() => deeds.propose(removing(chosen)))}>
        Remove
      </Button>
      <Button look="quiet" onClick={onClear}>
        Choose none
      </Button>
      {!mayWrite && <span className="text-small text-muted">This needs the permission knowledge:write.</span>}
      {asked !== undefined && (
        <BulkForm key={asked} kind={asked} chosen={chosen} onDeed={deeds.propose} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
};
