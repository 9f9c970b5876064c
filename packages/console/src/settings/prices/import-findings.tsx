import type { ImportOutcome } from '@holdfast/protocol/prices/prices';
import { LinkButton } from '../../controls/link-button.tsx';
import { paths } from '../../routing/paths.ts';
import { importWords } from './import-words.ts';

interface ImportFindingsProps {
  /** Lines that are wrong, each with what is the matter. */
  readonly wrong: readonly string[];
  readonly outcome: ImportOutcome | undefined;
}

/** What came of a table. */
export const ImportFindings = ({ wrong, outcome }: ImportFindingsProps) => (
  <>
    {wrong.length > 0 && (
      <ul aria-label="Lines to mend" className="grid list-disc gap-1 pl-6 text-bad wrap-anywhere">
        {wrong.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )}
    <div role="status" className="grid justify-items-start gap-3 empty:sr-only">
      {outcome !== undefined && <p>{importWords(outcome)}</p>}
      {outcome?.dry_run === false && (
        <LinkButton to={paths.prices()} look="plain">
          To the prices
        </LinkButton>
      )}
    </div>
  </>
);
