import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { CONTROL } from '../../forms/field-frame.tsx';
import { ENCODINGS } from './encodings.ts';

interface EncodingQuestionProps {
  readonly guess: string;
  readonly preview: string;
  readonly onAnswer: (encoding: string) => void;
  readonly onLeave: () => void;
  /** On the button that leaves. */
  readonly leave?: string;
}

/** What no program can know for certain: a person sees whether it reads right. */
export const EncodingQuestion = ({
  guess,
  preview,
  onAnswer,
  onLeave,
  leave = 'Another file',
}: EncodingQuestionProps) => {
  const [encoding, setEncoding] = useState(guess);
  const isGuess = encoding === guess;
  return (
    <Panel title="Does this read right?">
      <div className="grid gap-4 p-4">
        <p className="text-muted wrap-anywhere">
          The file is not valid UTF-8 and does not say what it is. It may be {guess}: see below whether every letter is
          right.
        </p>
        <figure className="grid gap-1">
          <figcaption className="text-small text-muted">The text around what is unclear, read as {guess}</figcaption>
          <pre className="max-h-64 overflow-auto rounded-control border border-line bg-sunken px-3 py-2 font-mono text-small wrap-anywhere whitespace-pre-wrap">
            {preview}
          </pre>
        </figure>
        <div className="flex flex-wrap items-end gap-3">
          <label className="grid gap-1">
            <span className="font-semibold">Encoding</span>
            <select value={encoding} onChange={({ target }) => setEncoding(target.value)} className={CONTROL}>
              {[...new Set([guess, ...ENCODINGS])].map((one) => (
                <option key={one} value={one}>
                  {one}
                  {one === guess ? ' (the guess)' : ''}
                </option>
              ))}
            </select>
          </label>
          <Button look="primary" onClick={() => onAnswer(encoding)}>
            {isGuess ? 'It reads right, go on' : `Read it as ${encoding}`}
          </Button>
          <Button onClick={onLeave}>{leave}</Button>
        </div>
      </div>
    </Panel>
  );
};
