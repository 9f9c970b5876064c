import type { HoldfastError } from '@holdfast/client/holdfast-error';
import { ProblemFacts } from './problem-facts.tsx';
import { RetryButton } from './retry-button.tsx';
import { StateFrame } from './state-frame.tsx';

interface ErrorStateProps {
  readonly error: HoldfastError;
  readonly onRetry?: (() => void) | undefined;
}

export const ErrorState = ({ error, onRetry }: ErrorStateProps) => (
  <StateFrame role="alert" title={error.problem.title} actions={<RetryButton onRetry={onRetry} />}>
    <p>{error.problem.detail}</p>
    <ProblemFacts error={error} />
  </StateFrame>
);
