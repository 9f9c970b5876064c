const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** A text in which some words stand out, whatever their case and however they go on. */
export const Highlighted = ({ text, words }: { readonly text: string; readonly words: readonly string[] }) => {
  if (words.length === 0) return text;
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])((?:${words.map(escaped).join('|')})[\p{L}\p{N}]*)`, 'giu');
  return text.split(pattern).map((part, index) =>
    index % 2 === 1 ? (
      // oxlint-disable-next-line react/no-array-index-key -- none moves
      <mark key={index} className="rounded-[2px] bg-accent-soft text-ink">
        {part}
      </mark>
    ) : (
      part
    ),
  );
};
