import { textDiff } from './text-diff.ts';

/** What became of a text, word by word: gone is struck out, new is underlined. */
export const TextChange = ({ before, after }: { readonly before: string; readonly after: string }) => (
  <p className="wrap-anywhere whitespace-pre-wrap">
    {textDiff(before, after).map(({ kind, text }, index) => {
      // oxlint-disable-next-line react/no-array-index-key -- none moves
      if (kind === 'same') return <span key={index}>{text}</span>;
      return kind === 'gone' ? (
        // oxlint-disable-next-line react/no-array-index-key -- none moves
        <del key={index} className="bg-bad-soft text-bad">
          {text}
        </del>
      ) : (
        // oxlint-disable-next-line react/no-array-index-key -- none moves
        <ins key={index} className="bg-ok-soft text-ok underline">
          {text}
        </ins>
      );
    })}
  </p>
);
