import { HoldfastError } from '@holdfast/client/holdfast-error';
import { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';
import { BrokenState } from './broken-state.tsx';
import { ErrorState } from './error-state.tsx';
import { ForbiddenState } from './forbidden-state.tsx';
import { NotFoundState } from './not-found-state.tsx';
import { SignedOutState } from './signed-out-state.tsx';
import { UnreachableState } from './unreachable-state.tsx';

interface FailureStateProps {
  readonly error: Error;
  /** What cannot be shown, as "the queues". */
  readonly what?: string;
  readonly onRetry?: (() => void) | undefined;
}

/** The right state for whatever a call threw. */
export const FailureState = ({ error, what, onRetry }: FailureStateProps) => {
  if (error instanceof HoldfastUnreachable) return <UnreachableState error={error} onRetry={onRetry} />;
  if (!(error instanceof HoldfastError)) return <BrokenState error={error} />;
  if (error.status === 401) return <SignedOutState what={what} />;
  if (error.status === 403) return <ForbiddenState error={error} />;
  if (error.status === 404) return <NotFoundState detail={error.problem.detail} />;
  return <ErrorState error={error} onRetry={onRetry} />;
};
