import { useState } from 'react';
import { TextButton } from '../controls/text-button.tsx';
import type { Filled } from './form.tsx';
import { TextField } from './text-field.tsx';

/** What a second factor shows. */
export type ShownCode = { readonly code: string } | { readonly recovery_code: string };

/** Blanks as authenticators show them are no part of a code. */
export const shownCode = (filled: Filled): ShownCode => {
  const recovery = filled('recovery_code').trim();
  return recovery === '' ? { code: filled('code').replaceAll(/\s/gu, '') } : { recovery_code: recovery };
};

/** Six digits, or one of the codes that were kept for the day when the authenticator is gone. */
export const CodeFields = () => {
  const [isRecovery, setIsRecovery] = useState(false);
  return (
    <>
      {isRecovery ? (
        <TextField
          key="recovery"
          label="Recovery code"
          name="recovery_code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          isFirst
          placeholder="abcd-efgh-ijkl-mnop-qrst"
          hint="Each of them works once."
        />
      ) : (
        <TextField
          key="code"
          label="Code"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          isFirst
          pattern="\s*(\d\s*){6}"
          title="It must be six digits."
          hint="The six digits that your authenticator shows now."
        />
      )}
      <TextButton onClick={() => setIsRecovery(!isRecovery)}>
        {isRecovery ? 'Use a code of the authenticator' : 'Use a recovery code instead'}
      </TextButton>
    </>
  );
};
