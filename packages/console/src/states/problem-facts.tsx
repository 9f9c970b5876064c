import type { HoldfastError } from '@holdfast/client/holdfast-error';
import { CopyButton } from '../controls/copy-button.tsx';

/** What an operator needs to find a failure in the log. */
export const ProblemFacts = ({ error }: { readonly error: HoldfastError }) => (
  <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-1 text-small">
    <dt className="text-muted">Code</dt>
    <dd className="font-mono">
      {error.code}, status {error.status}
    </dd>
    {error.problem.trace_id !== '' && (
      <>
        <dt className="text-muted">Trace</dt>
        <dd className="flex flex-wrap items-center gap-2">
          <span className="font-mono break-all">{error.problem.trace_id}</span>
          <CopyButton text={error.problem.trace_id} what="the trace id" />
        </dd>
      </>
    )}
  </dl>
);
