import type { DryRun, FileReading } from '@holdfast/protocol/knowledge/imports';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { refusalWords } from '../../live/refusal-words.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { bytes } from '../../text/bytes.ts';
import { counted, countOf } from '../../text/count.ts';
import { FormatFacts, ReadingNotes } from '../imports/reading-facts.tsx';
import { mappedByWords } from '../imports/reading-words.ts';
import { FIELD_LABELS } from '../pair-text.ts';
import { assignedOf, type AssignedColumns, isAlike, lacking, mappingOf } from './assigned-columns.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import { ENCODINGS } from './encodings.ts';
import { ProblemsPanel } from './problems-panel.tsx';
import { SamplePanel } from './sample-panel.tsx';
import type { Wish } from './use-new-import.ts';

interface FoundViewProps {
  readonly found: DryRun;
  readonly wish: Wish;
  /** Why it could not be started. */
  readonly refusal: Error | undefined;
  readonly onLook: (wish: Wish) => void;
  readonly onStart: (wish: Wish) => void;
  readonly onLeave: () => void;
}

/** Where no mark and no rule says how the text is written, it can be read otherwise. */
const canBeReadOtherwise = ({ encoding_by: by }: FileReading): boolean => by === 'guess' || by === 'declared';

const Encoding = ({
  reading,
  onChoose,
}: {
  readonly reading: FileReading;
  readonly onChoose: (one: string) => void;
}) => (
  <label className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2">
    <span className="text-muted">It does not read right? Read it as</span>
    <select
      value={reading.encoding}
      onChange={({ target }) => onChoose(target.value)}
      className="min-h-8 rounded-control border border-faint bg-surface px-2"
    >
      {[...new Set([reading.encoding, ...ENCODINGS])].map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  </label>
);

const SameFile = ({ id }: { readonly id: string }) => (
  <p className="rounded-panel border border-line bg-surface px-4 py-3">
    The very same file was{' '}
    <PageLink to={paths.import(id)} className="text-accent underline underline-offset-2">
      imported before
    </PageLink>
    . Rows whose pairs are as they were then stay unchanged.
  </p>
);

interface ActsProps extends Pick<FoundViewProps, 'found' | 'refusal' | 'onLeave'> {
  readonly assigned: AssignedColumns;
  readonly isOther: boolean;
  readonly onAgain: () => void;
  readonly onGo: () => void;
}

const Acts = ({ found, refusal, onLeave, assigned, isOther, onAgain, onGo }: ActsProps) => {
  const good = found.rows - found.rejected;
  const missing = found.reading.columns.length === 0 ? [] : lacking(assigned);
  return (
    <div className="sticky bottom-0 z-10 grid gap-2 rounded-panel border border-line-strong bg-surface px-4 py-3 shadow-[0_-4px_16px_var(--shade)]">
      {refusal !== undefined && (
        <p role="alert" className="text-bad wrap-anywhere">
          {refusalWords(refusal)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {isOther ? (
          <Button look="primary" aria-disabled={missing.length > 0} onClick={() => missing.length === 0 && onAgain()}>
            See what this gives
          </Button>
        ) : (
          <Button look="primary" aria-disabled={good === 0} onClick={() => good > 0 && onGo()}>
            Import {counted(good, 'row')}
          </Button>
        )}
        <Button onClick={onLeave}>Another file</Button>
        <span className="text-muted">{nextStep(found, missing, isOther)}</span>
      </div>
    </div>
  );
};

const nextStep = (found: DryRun, missing: ReturnType<typeof lacking>, isOther: boolean): string => {
  if (missing.length > 0)
    return `Say which column is the ${missing.map((field) => FIELD_LABELS[field].toLowerCase()).join(' and the ')}.`;
  if (isOther) return 'Other columns give other pairs: look before they are stored.';
  if (found.rows === found.rejected) return 'There is nothing to import.';
  if (found.rejected === 0) return 'You can undo it as a whole.';
  return `${countOf(found.rejected)} of ${counted(found.rows, 'row')} would be rejected.`;
};

/** What was found in a file, before anything is stored. */
export const FoundView = ({ found, wish, refusal, onLook, onStart, onLeave }: FoundViewProps) => {
  const { reading } = found;
  const [assigned, setAssigned] = useState(() => assignedOf(reading.mapping, reading.columns));
  const isOther = !isAlike(assigned, assignedOf(reading.mapping, reading.columns));
  const wishNow: Wish = isOther ? { ...wish, mapping: mappingOf(assigned, reading.columns) } : wish;
  return (
    <>
      {found.same_as !== null && <SameFile id={found.same_as} />}
      <Panel title={found.filename} note={`${bytes(found.bytes)}, ${counted(found.rows, 'row')}`}>
        <FormatFacts reading={reading} />
        {canBeReadOtherwise(reading) && (
          <Encoding reading={reading} onChoose={(encoding) => onLook({ ...wishNow, encoding })} />
        )}
        <ReadingNotes notes={reading.notes} />
      </Panel>
      {reading.columns.length > 0 && (
        <ColumnsPanel
          columns={reading.columns}
          assigned={assigned}
          onAssign={setAssigned}
          note={isOther ? 'Changed by you, not looked at yet' : `Taken ${mappedByWords(reading)}`}
        />
      )}
      <div aria-hidden={isOther ? true : undefined} className={isOther ? 'opacity-60' : ''}>
        <SamplePanel
          sample={found.sample}
          note={isOther ? 'With the columns as they were before' : 'On the left the line of the file'}
        />
      </div>
      {found.rejected > 0 && <ProblemsPanel problems={found.problems} rejected={found.rejected} />}
      <Acts
        found={found}
        refusal={refusal}
        assigned={assigned}
        isOther={isOther}
        onAgain={() => onLook(wishNow)}
        onGo={() => onStart(wishNow)}
        onLeave={onLeave}
      />
    </>
  );
};
