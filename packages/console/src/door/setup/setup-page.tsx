import { GoTo } from '../../routing/go-to.tsx';
import { paths } from '../../routing/paths.ts';
import { useSession } from '../../session/session-context.ts';
import { DoorFrame } from '../door-frame.tsx';
import { DoorLink } from '../door-link.tsx';
import { DoorWaits } from '../door-waits.tsx';
import { SetupForm } from './setup-form.tsx';
import { useFragmentToken } from '../use-fragment-token.ts';

const TITLE = 'Set up Holdfast';

/** The first page of an instance that nobody owns yet. */
export const SetupPage = () => {
  const session = useSession();
  const token = useFragmentToken();
  if (session.state === 'in') return <GoTo path={paths.home()} />;
  if (session.state !== 'out') return <DoorWaits title={TITLE} />;
  if (session.setup.done) {
    return (
      <DoorFrame title="Already set up" sentence="Somebody has made the first account of this instance.">
        <p>
          <DoorLink to={paths.signIn()}>Sign in</DoorLink>, or ask an admin of a workspace for an invitation.
        </p>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame
      title={TITLE}
      sentence="Make the first account and its workspace. You run the instance then, and invite the others."
    >
      <SetupForm token={token} />
    </DoorFrame>
  );
};
