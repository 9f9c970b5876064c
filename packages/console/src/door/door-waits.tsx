import { HoldfastUnreachable } from '@holdfast/client/holdfast-unreachable';
import { useSession, useSessionStore } from '../session/session-context.ts';
import { DoorFailure } from './door-failure.tsx';
import { DoorFrame } from './door-frame.tsx';

const silence = (): HoldfastUnreachable =>
  new HoldfastUnreachable('network', `Holdfast at ${location.origin} does not say who may come in.`, undefined);

/** What stands at the door as long as nobody knows how this instance is. */
export const DoorWaits = ({ title }: { readonly title: string }) => {
  const session = useSession();
  const store = useSessionStore();
  if (session.state === 'unknown')
    return <DoorFailure title={title} error={silence()} onRetry={() => void store.look()} />;
  return (
    <DoorFrame title={title}>
      <p role="status" className="text-muted">
        One moment …
      </p>
    </DoorFrame>
  );
};
