import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { FeedTrial } from '@holdfast/protocol/knowledge/feeds';
import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { fieldErrorsOf } from '../../forms/field-errors.ts';
import { refusalWords } from '../../live/refusal-words.ts';
import { bytes } from '../../text/bytes.ts';
import { counted, countOf } from '../../text/count.ts';
import { FormatFacts, ReadingNotes } from '../imports/reading-facts.tsx';
import { mappedByWords } from '../imports/reading-words.ts';
import { assignedOf, type AssignedColumns, isAlike, lacking, mappingOf } from '../new-import/assigned-columns.ts';
import { ColumnsPanel } from '../new-import/columns-panel.tsx';
import { EncodingQuestion } from '../new-import/encoding-question.tsx';
import { ProblemsPanel } from '../new-import/problems-panel.tsx';
import { SamplePanel } from '../new-import/sample-panel.tsx';
import { unclearIn } from '../new-import/unclear.ts';
import { FIELD_LABELS } from '../pair-text.ts';
import type { Trial } from './use-trial.ts';

interface TrialViewProps {
  readonly trial: Trial;
  /** Tried once more with this, which the form keeps. */
  readonly onEncoding: (encoding: string) => void;
  readonly onMapping: (mapping: ColumnMapping) => void;
}

interface AssignColumnsProps {
  readonly columns: FileReading['columns'];
  readonly mapping: ColumnMapping;
  readonly note: string;
  readonly onMapping: (mapping: ColumnMapping) => void;
}

/** Which column is what. What somebody chooses is the feed's when it was tried. */
const AssignColumns = ({ columns, mapping, note, onMapping }: AssignColumnsProps) => {
  const before = assignedOf(mapping, columns);
  const [assigned, setAssigned] = useState<AssignedColumns>(before);
  const isOther = !isAlike(assigned, before);
  const missing = lacking(assigned);
  const words = missing.map((field) => FIELD_LABELS[field].toLowerCase()).join(' and the ');
  return (
    <ColumnsPanel columns={columns} assigned={assigned} onAssign={setAssigned} note={note}>
      {isOther && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2">
          <Button
            aria-disabled={missing.length > 0}
            onClick={() => missing.length === 0 && onMapping(mappingOf(assigned, columns))}
          >
            Try it with these
          </Button>
          {missing.length > 0 && <span className="text-muted">Say which column is the {words}.</span>}
        </div>
      )}
    </ColumnsPanel>
  );
};

const verdictOf = ({ rows, rejected }: FeedTrial['found']): string => {
  if (rows === rejected) return 'None of its rows can be taken.';
  const good = counted(rows - rejected, 'row');
  return rejected === 0 ? `${good} would be imported.` : `${good} would be imported, ${countOf(rejected)} rejected.`;
};

const FoundTrial = ({ said, onMapping }: { readonly said: FeedTrial } & Pick<TrialViewProps, 'onMapping'>) => {
  const { found, status, content_type: type, conditional } = said;
  const { reading } = found;
  return (
    <>
      <Panel title={found.filename} note={`${bytes(found.bytes)}, ${counted(found.rows, 'row')}`}>
        <p role="status" className="px-4 pt-3 font-semibold">
          {verdictOf(found)} Nothing was stored.
        </p>
        <Facts
          facts={[
            ['Answered', `${status}${type === null ? '' : `, ${type}`}`],
            ['Asked again', conditional ? 'for what has changed only' : 'for all of it: the server marks no version'],
          ]}
        />
        <div className="border-t border-line">
          <FormatFacts reading={reading} />
        </div>
        <ReadingNotes notes={reading.notes} />
      </Panel>
      {reading.columns.length > 0 && (
        <AssignColumns
          columns={reading.columns}
          mapping={reading.mapping}
          note={`Taken ${mappedByWords(reading)}`}
          onMapping={onMapping}
        />
      )}
      <SamplePanel sample={found.sample} note="On the left the line of the file" />
      {found.rejected > 0 && <ProblemsPanel problems={found.problems} rejected={found.rejected} />}
    </>
  );
};

const wordsOf = (error: Error): string => {
  const [first] = Object.values(fieldErrorsOf(error));
  if (first !== undefined && error instanceof HoldfastError) return error.problem.detail;
  return refusalWords(error);
};

const RefusedTrial = ({
  error,
  onEncoding,
  onMapping,
  onLeave,
}: {
  readonly error: Error;
  readonly onLeave: () => void;
} & Omit<TrialViewProps, 'trial'>) => {
  const { encoding, columns } = unclearIn(error);
  if (encoding !== undefined)
    return <EncodingQuestion {...encoding} onAnswer={onEncoding} onLeave={onLeave} leave="Never mind" />;
  return (
    <>
      <Panel title="It brought nothing that can be imported">
        <p role="alert" className="px-4 py-3 text-bad wrap-anywhere">
          {wordsOf(error)}
        </p>
      </Panel>
      {columns !== undefined && columns.length > 0 && (
        <AssignColumns columns={columns} mapping={{}} note="Say which column is what" onMapping={onMapping} />
      )}
    </>
  );
};

/** What a feed would bring, as far as it was asked. */
export const TrialView = ({ trial, onEncoding, onMapping }: TrialViewProps) => {
  const { isRunning, found, error, forget } = trial;
  if (isRunning)
    return (
      <p role="status" className="text-muted">
        The server is asked. This may take 30 seconds.
      </p>
    );
  if (error !== null)
    return <RefusedTrial error={error} onEncoding={onEncoding} onMapping={onMapping} onLeave={forget} />;
  return found === undefined ? undefined : <FoundTrial said={found} onMapping={onMapping} />;
};
