import { createKey } from '@holdfast/protocol/identity/keys';
import type { Permission } from '@holdfast/protocol/permissions';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { counted } from '../../text/count.ts';
import { ScopeChoice } from './scope-choice.tsx';

const DAY_MS = 86_400_000;
const FOR_EVER = '';

const LIFETIMES = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
  [FOR_EVER, 'until it is revoked'],
] as const;

interface Wanted {
  readonly name: string;
  readonly days: string;
}

const expiryOf = (days: string): { readonly expires_at?: string } =>
  days === FOR_EVER ? {} : { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() };

interface NewKeyFormProps {
  readonly onMade: (made: (typeof createKey)['answers'][201]['_output']) => void;
}

export const NewKeyForm = ({ onMade }: NewKeyFormProps) => {
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const submit = useSubmit({
    ask: (holdfast, { name, days }: Wanted) =>
      holdfast.bodyOf(createKey, { body: { name, scopes: [...scopes], ...expiryOf(days) } }),
    onAnswer: onMade,
  });
  return (
    <Panel title="A key for a program">
      <div className="p-4">
        <Form
          label="Make an API key"
          submit={submit}
          act="Make the key"
          impossible={scopes.length === 0 ? 'Choose what it may do.' : undefined}
          beside={<span className="text-muted">{counted(scopes.length, 'scope')}</span>}
          onFilled={(filled) => submit.run({ name: filled('name').trim(), days: filled('days') })}
        >
          <TextField
            label="Name"
            name="name"
            required
            isFirst
            maxLength={100}
            autoComplete="off"
            hint="What uses it, so that others know what ends when they end it."
          />
          <SelectField
            label="Works for"
            name="days"
            choices={LIFETIMES}
            defaultValue="90"
            hint="Before it ends you can rotate it: for a while the old and the new key work both."
          />
          <ScopeChoice chosen={scopes} onChoose={setScopes} />
        </Form>
      </div>
    </Panel>
  );
};
