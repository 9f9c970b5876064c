import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { FIELD_LABELS } from '../pair-text.ts';
import { type AssignedColumns, lacking, mappingOf } from './assigned-columns.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import { EncodingQuestion } from './encoding-question.tsx';
import { unclearIn } from './unclear.ts';
import type { Wish } from './use-new-import.ts';

interface RefusedViewProps {
  readonly error: Error;
  readonly wish: Wish;
  readonly onLook: (wish: Wish) => void;
  readonly onLeave: () => void;
}

interface ColumnsQuestionProps extends Omit<RefusedViewProps, 'error'> {
  readonly columns: FileReading['columns'];
  readonly detail: string;
}

/** Nobody can tell what the columns are: a person says it. */
const ColumnsQuestion = ({ columns, detail, wish, onLook, onLeave }: ColumnsQuestionProps) => {
  const [assigned, setAssigned] = useState<AssignedColumns>(new Map());
  const missing = lacking(assigned);
  return (
    <ColumnsPanel columns={columns} assigned={assigned} onAssign={setAssigned} note="Say which column is what">
      <div className="grid gap-3 border-t border-line p-4">
        <p className="text-muted wrap-anywhere">{detail}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            look="primary"
            aria-disabled={missing.length > 0}
            onClick={() => missing.length === 0 && onLook({ ...wish, mapping: mappingOf(assigned, columns) })}
          >
            See what this gives
          </Button>
          <Button onClick={onLeave}>Another file</Button>
          {missing.length > 0 && (
            <span className="text-muted">
              Say which column is the {missing.map((field) => FIELD_LABELS[field].toLowerCase()).join(' and the ')}.
            </span>
          )}
        </div>
      </div>
    </ColumnsPanel>
  );
};

/** The server needs to be told something, or cannot take the file at all. */
export const RefusedView = ({ error, wish, onLook, onLeave }: RefusedViewProps) => {
  const { encoding, columns } = unclearIn(error);
  const detail = error instanceof HoldfastError ? error.problem.detail : error.message;
  if (encoding !== undefined) {
    return <EncodingQuestion {...encoding} onAnswer={(one) => onLook({ ...wish, encoding: one })} onLeave={onLeave} />;
  }
  if (columns !== undefined && columns.length > 0)
    return <ColumnsQuestion columns={columns} detail={detail} wish={wish} onLook={onLook} onLeave={onLeave} />;
  if (!(error instanceof HoldfastError) || error.status >= 500 || error.status === 401 || error.status === 403)
    return <FailureState error={error} what="what is in the file" onRetry={() => onLook(wish)} />;
  return (
    <StateFrame
      role="alert"
      title={error.problem.title}
      actions={
        <>
          <Button look="primary" onClick={onLeave}>
            Another file
          </Button>
          <Button onClick={() => onLook(wish)}>Look once more</Button>
        </>
      }
    >
      <p className="wrap-anywhere">{detail}</p>
      <p className="text-muted">Nothing of it was stored.</p>
    </StateFrame>
  );
};
