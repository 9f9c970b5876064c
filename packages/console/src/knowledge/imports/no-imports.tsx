import { LinkButton } from '../../controls/link-button.tsx';
import { paths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { StateFrame } from '../../states/state-frame.tsx';

const curl = (): string => `curl -sS '${location.origin}/api/v1/knowledge/imports?filename=pairs.csv' \\
  -H 'authorization: Bearer YOUR_KEY' \\
  -H 'content-type: application/octet-stream' \\
  --data-binary @pairs.csv`;

export const NoImports = ({ isFiltered }: { readonly isFiltered: boolean }) =>
  isFiltered ? (
    <StateFrame
      title="No import has this status"
      actions={
        <LinkButton to={paths.imports()} look="plain">
          Show all imports
        </LinkButton>
      }
    >
      <p className="text-muted">There may be others.</p>
    </StateFrame>
  ) : (
    <EmptyState title="Nothing was imported yet" snippet={{ code: curl(), what: 'the command' }}>
      A file with questions and answers becomes pairs: CSV, TSV, JSON, JSON lines, Markdown or XLSX, each plain, gzipped
      or in a zip. From a program it is sent like this; with dry_run=true it is only looked at.
    </EmptyState>
  );
