import type { HoldfastError } from '@holdfast/client/holdfast-error';
import { ProblemFacts } from './problem-facts.tsx';
import { StateFrame } from './state-frame.tsx';

/** Whom to ask follows from the permission that is missing: only operators have those of the instance. */
const helperOf = (detail: string): string =>
  detail.includes('instance:manage') ? 'an operator of the instance' : 'an admin of the workspace';

/** Trying again would not help, a person does: so there is no button, and it says whom to ask. */
export const ForbiddenState = ({ error }: { readonly error: HoldfastError }) => (
  <StateFrame role="alert" title="You may not see this">
    <p>{error.problem.detail}</p>
    <p className="text-muted">
      Ask {helperOf(error.problem.detail)} for it. If you should have it already, give them the trace below: with it
      your request can be found in the log.
    </p>
    <ProblemFacts error={error} />
  </StateFrame>
);
