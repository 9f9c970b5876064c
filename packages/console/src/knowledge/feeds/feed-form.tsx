import type { Feed } from '@holdfast/protocol/knowledge/feeds';
import type { ColumnMapping } from '@holdfast/protocol/knowledge/imports';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { type Filled, Form } from '../../forms/form.tsx';
import type { Submit } from '../../forms/use-submit.ts';
import { columnsOf, columnWords, mappedFields } from '../imports/reading-words.ts';
import { FIELD_LABELS } from '../pair-text.ts';
import { FeedFields } from './feed-fields.tsx';
import { type FeedValues, valuesIn } from './feed-values.ts';
import { TrialView } from './trial-view.tsx';
import { useTrial } from './use-trial.ts';

interface FeedFormProps {
  readonly title: string;
  readonly label: string;
  readonly act: string;
  readonly submit: Submit;
  readonly onFilled: (values: FeedValues) => void;
  /** Undefined: it is a new one. */
  readonly from?: Feed;
  readonly beside?: ReactNode;
}

interface MappingNoteProps {
  readonly mapping: ColumnMapping | null;
  readonly onForget: () => void;
}

const MappingNote = ({ mapping, onForget }: MappingNoteProps) => {
  if (mapping === null)
    return (
      <p className="text-muted">
        Which column is what is found anew in each file. Try it to see, and to say otherwise.
      </p>
    );
  const words = mappedFields(mapping)
    .map((field) => `${FIELD_LABELS[field]}: ${columnsOf(mapping, field).map(columnWords).join(', ')}`)
    .join('. ');
  return (
    <div className="grid gap-1">
      <p className="wrap-anywhere">
        <span className="font-semibold">Columns.</span> {words}
      </p>
      <TextButton onClick={onForget}>Find them anew in each file</TextButton>
    </div>
  );
};

const filledIn = (form: HTMLFormElement): Filled => {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
};

/** A feed to be added or changed. It can be tried before. */
export const FeedForm = ({ title, label, act, submit, onFilled, from, beside }: FeedFormProps) => {
  const place = useRef<HTMLDivElement>(null);
  const [mapping, setMapping] = useState(from?.mapping ?? null);
  const [encoding, setEncoding] = useState(from?.encoding ?? '');
  const trial = useTrial(from?.id);
  const tryWith = (more: Partial<Pick<FeedValues, 'mapping' | 'encoding'>> = {}): void => {
    const form = place.current?.querySelector('form');
    if (form === null || form === undefined || trial.isRunning) return;
    const { url, header, filename, ...values } = valuesIn(filledIn(form), mapping, from?.header);
    trial.run({ url, header, filename, mapping: values.mapping, encoding: values.encoding, ...more });
  };
  return (
    <>
      <Panel title={title}>
        <div ref={place} className="max-w-[720px] p-4">
          <Form
            label={label}
            submit={submit}
            act={act}
            beside={
              <>
                <Button aria-disabled={trial.isRunning} onClick={() => tryWith()}>
                  {trial.isRunning ? 'Asking …' : 'Try it'}
                </Button>
                {beside}
              </>
            }
            onFilled={(filled) => onFilled(valuesIn(filled, mapping, from?.header))}
          >
            <FeedFields from={from} encoding={encoding} onEncoding={setEncoding} />
            <MappingNote mapping={mapping} onForget={() => setMapping(null)} />
          </Form>
        </div>
      </Panel>
      <TrialView
        key={trial.found?.found.sha256 ?? trial.error?.message ?? ''}
        trial={trial}
        onEncoding={(one) => {
          setEncoding(one);
          tryWith({ encoding: one });
        }}
        onMapping={(one) => {
          setMapping(one);
          tryWith({ mapping: one });
        }}
      />
    </>
  );
};
