import type { HoldfastError } from '@holdfast/client/holdfast-error';
import { ProblemFacts } from './problem-facts.tsx';
import { StateFrame } from './state-frame.tsx';

/** Trying again would not help, a person does: so there is no button, and it says whom to ask. */
export const ForbiddenState = ({ error }: { readonly error: HoldfastError }) => (
  <StateFrame role="alert" title="You may not see this">
    <p>{error.problem.detail}</p>
    <p className="text-muted">Ask an admin of the workspace. Your request reads better with the trace below.</p>
    <ProblemFacts error={error} />
  </StateFrame>
);
