import { PageLink } from '../routing/page-link.tsx';

export interface Chip {
  readonly label: string;
  readonly to: string;
  readonly isChosen: boolean;
}

/** One choice of a filter, each with an address of its own that can be shared. */
export const FilterChips = ({ label, chips }: { readonly label: string; readonly chips: readonly Chip[] }) => (
  <div role="group" aria-label={label} className="flex flex-wrap items-center gap-1.5">
    <span aria-hidden="true" className="mr-1 text-small text-muted">
      {label}
    </span>
    {chips.map((chip) => (
      <PageLink
        key={chip.to}
        to={chip.to}
        isHere={chip.isChosen}
        className="inline-flex min-h-6 max-w-full items-center rounded-full border border-line bg-surface px-2.5 text-small text-muted wrap-anywhere hover:border-line-strong hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink"
      >
        {chip.label}
      </PageLink>
    ))}
  </div>
);
