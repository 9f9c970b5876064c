const isMac = (): boolean => /Mac|iPhone|iPad/u.test(navigator.userAgent);

const modifier = (): string => (isMac() ? '⌘' : 'Ctrl');

/** The keys of a command as caps: `g h` is two, `mod+k` is two held together. A phone has no keys. */
export const KeyCaps = ({ keys }: { readonly keys: string }) => (
  <span className="hidden gap-1 md:inline-flex">
    {keys.split(/[ +]/u).map((key) => (
      <kbd
        key={key}
        className="min-w-5 rounded-[4px] border border-b-2 border-line-strong px-1 text-center font-mono text-[11px] leading-4 text-muted"
      >
        {key === 'mod' ? modifier() : key.length === 1 && keys.includes('+') ? key.toUpperCase() : key}
      </kbd>
    ))}
  </span>
);
