import { useState } from 'react';

const LONG = 1_200;

/** A text as it was written, its lines kept; of a long one the beginning, until somebody wants all of it. */
export const LongText = ({ text }: { readonly text: string }) => {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = text.length > LONG + 200 && !isWhole;
  return (
    <div className="wrap-anywhere whitespace-pre-wrap">
      {isCut ? `${text.slice(0, LONG)} …` : text}
      {isCut && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="block rounded-control pt-1 text-accent underline underline-offset-2"
        >
          Show all {text.length.toLocaleString('en')} characters
        </button>
      )}
    </div>
  );
};
