import { HoldfastError } from '@holdfast/client/holdfast-error';
import { type ImportOutcome, importPrices } from '@holdfast/protocol/prices/prices';
import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { TextAreaField } from '../../forms/text-area-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { ImportFindings } from './import-findings.tsx';

/** Says first what would be done, and does it when the same text is sent once more. */
export const ImportForm = () => {
  const [tried, setTried] = useState<{ readonly text: string; readonly outcome: ImportOutcome } | undefined>(undefined);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const isTried = tried?.text === text && tried.outcome.dry_run;
  const submit = useSubmit({
    ask: (holdfast, body: { readonly text: string; readonly dry_run: boolean }) =>
      holdfast.bodyOf(importPrices, { body }),
    onAnswer: (outcome, body) => setTried({ text: body.text, outcome }),
    onRefused: (error) => {
      setTried(undefined);
      setWrong(error instanceof HoldfastError ? (error.problem.errors ?? []).map(({ detail }) => detail) : []);
      return false;
    },
    words: { invalid: 'Nothing was taken over. Mend these lines:' },
  });
  return (
    <div className="grid gap-4">
      <Form
        label="Import prices"
        submit={{ ...submit, fields: {} }}
        act={isTried ? 'Take it over' : 'See what it would do'}
        onFilled={() => {
          setWrong([]);
          submit.run({ text, dry_run: !isTried });
        }}
      >
        <TextAreaField
          label="Table"
          name="text"
          required
          rows={10}
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
          placeholder={'model,input,output\nexample-large-*,3.00,15.00'}
          hint="Columns model, input and output, and as wished provider, valid_from, cache_read, cache_write, reasoning: separated by commas, semicolons or tabs, as spreadsheets copy it. Dollars for a million tokens."
        />
      </Form>
      {!submit.isRunning && <ImportFindings wrong={wrong} outcome={tried?.text === text ? tried.outcome : undefined} />}
    </div>
  );
};
