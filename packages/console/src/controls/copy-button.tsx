import { useEffect, useState } from 'react';
import { CheckIcon, CopyIcon } from '../look/icons.tsx';

const SAID_MS = 2_000;

/** Copies a text and says that it did. Where copying is forbidden it says that, and the text stays there to be selected. */
export const CopyButton = ({ text, what }: { readonly text: string; readonly what: string }) => {
  const [said, setSaid] = useState<'' | 'Copied' | 'Not allowed here'>('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Not allowed here');
    }
  };

  return (
    <span className="inline-flex items-center gap-2">
      <button
        type="button"
        aria-label={`Copy ${what}`}
        onClick={() => void copy()}
        className="grid size-6 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
      >
        {said === 'Copied' ? <CheckIcon /> : <CopyIcon />}
      </button>
      <span role="status" className="text-small text-muted">
        {said}
      </span>
    </span>
  );
};
