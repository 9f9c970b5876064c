interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1; undefined while nobody knows how much there is. */
  readonly share: number | undefined;
  readonly words: string;
  readonly fill: string;
}

export const ProgressBar = ({ label, share, words, fill }: ProgressBarProps) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuetext={words}
    {...(share !== undefined && {
      'aria-valuenow': Math.floor(share * 100),
      'aria-valuemin': 0,
      'aria-valuemax': 100,
    })}
    className="h-2 overflow-hidden rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--line-strong)]"
  >
    <svg aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none" className={`h-full w-full ${fill}`}>
      {share === undefined ? (
        <rect width="25" height="1" className="animate-[sweep_1.6s_ease-in-out_infinite_alternate]" />
      ) : (
        <rect width={share * 100} height="1" />
      )}
    </svg>
  </div>
);
