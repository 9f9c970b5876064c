import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import type { Words } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { useViewActs } from './use-views.ts';

/** What is shown now becomes a view under a name, for oneself or for all of the workspace. */
export const SaveView = ({ words, onSaved }: { readonly words: Words; readonly onSaved: () => void }) => {
  const canShare = useMay('traces:manage');
  const [isShared, setIsShared] = useState(false);
  const { save } = useViewActs(onSaved);
  return (
    <div className="px-4 pb-4">
      <Form
        label="Save this view"
        submit={save}
        act="Save"
        onFilled={(filled) => save.run({ name: filled('name').trim(), shared: isShared, words })}
      >
        <TextField
          label="Name"
          name="name"
          required
          isFirst
          maxLength={100}
          autoComplete="off"
          hint="Filters, text, time and order as they are now."
        />
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            disabled={!canShare}
            checked={isShared}
            onChange={(event) => setIsShared(event.target.checked)}
          />
          <span>
            For everybody in the workspace
            {!canShare && <span className="block text-small text-muted">This needs the permission traces:manage.</span>}
          </span>
        </label>
      </Form>
    </div>
  );
};
