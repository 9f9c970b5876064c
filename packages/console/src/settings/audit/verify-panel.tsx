import { verifyAudit, verifyInstanceAudit } from '@holdfast/protocol/audit/audit';
import { Panel } from '../../controls/panel.tsx';
import { Form, type Filled } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useState } from 'react';
import type { INSTANCE } from '../../routing/paths.ts';
import { Verdict, type AuditChecked } from './verdict.tsx';

/** A head as the console, the command line and the log write it; a blank in the place of the colon does no harm. */
const HEAD = /^\s*(?<number>\d{1,15})[\s:]+(?<hash>[0-9a-f]{64})\s*$/u;

const headOf = (filled: Filled): { readonly number?: number; readonly hash?: string } => {
  const { number, hash } = HEAD.exec(filled('head'))?.groups ?? {};
  return number === undefined || hash === undefined ? {} : { number: Number(number), hash };
};

/** The server computes the chain anew, over every entry, when somebody wants to know. */
export const VerifyPanel = ({ of }: { readonly of: typeof INSTANCE | undefined }) => {
  const [checked, setChecked] = useState<AuditChecked | undefined>(undefined);
  const submit = useSubmit({
    ask: (holdfast, query: ReturnType<typeof headOf>) =>
      holdfast.bodyOf(of === undefined ? verifyAudit : verifyInstanceAudit, { query }, { timeoutMs: 300_000 }),
    onAnswer: (verdict, { number }) => setChecked({ verdict, against: number }),
  });
  return (
    <Panel title="Is it as it was written?" note="Each entry holds the hash of the one before it">
      <div className="grid gap-4 p-4">
        <div role="status" className="empty:sr-only">
          {checked !== undefined && !submit.isRunning && <Verdict checked={checked} />}
        </div>
        <Form
          label="Check the chain"
          submit={submit}
          act="Check the chain"
          onFilled={(filled) => submit.run(headOf(filled))}
        >
          <details>
            <summary className="w-fit cursor-pointer rounded-control text-muted hover:text-ink">
              Compare with a head that you kept
            </summary>
            <div className="max-w-[640px] pt-3">
              <TextField
                label="Head of an earlier check"
                name="head"
                autoComplete="off"
                spellCheck={false}
                pattern={HEAD.source}
                title="It must be a number and a hash, as they were copied."
                hint="Whoever could change the database could compute a new chain. A head that you kept elsewhere would no longer be part of it."
              />
            </div>
          </details>
        </Form>
      </div>
    </Panel>
  );
};
