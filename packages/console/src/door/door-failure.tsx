import { FailureState } from '../states/failure-state.tsx';
import { DoorFrame } from './door-frame.tsx';

interface DoorFailureProps {
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** The server did not say what this page needs to know. */
export const DoorFailure = ({ title, error, onRetry }: DoorFailureProps) => (
  <DoorFrame title={title}>
    <div className="-m-4 md:-m-6">
      <FailureState error={error} onRetry={onRetry} />
    </div>
  </DoorFrame>
);
