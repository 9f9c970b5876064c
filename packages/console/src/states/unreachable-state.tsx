import type { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';
import { Snippet } from '../controls/snippet.tsx';
import { RetryButton } from './retry-button.tsx';
import { StateFrame } from './state-frame.tsx';

interface UnreachableStateProps {
  readonly error: HoldfastUnreachable;
  readonly onRetry?: (() => void) | undefined;
}

export const UnreachableState = ({ error, onRetry }: UnreachableStateProps) => (
  <StateFrame role="alert" title="Holdfast does not answer" actions={<RetryButton onRetry={onRetry} />}>
    <p>{error.message}</p>
    <p className="text-muted">If it is yours to run, see in a terminal whether it is alive:</p>
    <Snippet code={`curl -i ${location.origin}/livez`} what="the command" />
  </StateFrame>
);
