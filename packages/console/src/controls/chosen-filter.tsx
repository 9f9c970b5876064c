import { CloseIcon } from '../look/icons.tsx';

interface ChosenFilterProps {
  readonly words: string;
  /** Without it the filter can only be taken away. */
  readonly onEdit?: () => void;
  readonly onRemove: () => void;
}

/** A filter that is in force: a press changes it, its cross takes it away. */
export const ChosenFilter = ({ words, onEdit, onRemove }: ChosenFilterProps) => (
  <li className="inline-flex max-w-full items-center rounded-full border border-accent bg-accent-soft text-small">
    {onEdit === undefined ? (
      <span className="min-w-0 truncate pr-1 pl-2.5">{words}</span>
    ) : (
      <button type="button" onClick={onEdit} className="min-h-6 min-w-0 truncate rounded-full pr-1 pl-2.5 text-left">
        <span className="sr-only">Change the filter: </span>
        {words}
      </button>
    )}
    <button
      type="button"
      aria-label={`Remove the filter: ${words}`}
      onClick={onRemove}
      className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-ink"
    >
      <CloseIcon />
    </button>
  </li>
);
