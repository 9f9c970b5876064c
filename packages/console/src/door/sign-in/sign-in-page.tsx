import { GoTo } from '../../routing/go-to.tsx';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { returnPath } from '../../session/return-path.ts';
import { useSession } from '../../session/session-context.ts';
import { DoorFrame } from '../door-frame.tsx';
import { DoorLink } from '../door-link.tsx';
import { DoorWaits } from '../door-waits.tsx';
import { IssuerButtons } from './issuer-buttons.tsx';
import { problemWords } from './problem-words.ts';
import { SignInForm } from './sign-in-form.tsx';

const TITLE = 'Sign in';

const Forgotten = ({ canMail }: { readonly canMail: boolean }) =>
  canMail ? (
    <DoorLink to={paths.forgotten()}>I forgot my password</DoorLink>
  ) : (
    <p className="text-center text-small">
      Forgot your password? An admin of your workspace can make a link for you to set a new one.
    </p>
  );

export const SignInPage = () => {
  const session = useSession();
  const to = returnPath(useSearchWord('to'), location.origin);
  const problem = problemWords(useSearchWord('problem'));
  if (session.state === 'in') return <GoTo path={to} />;
  if (session.state !== 'out') return <DoorWaits title={TITLE} />;
  const { setup } = session;
  if (!setup.done) return <GoTo path={paths.setUp()} />;
  return (
    <DoorFrame title={TITLE} beside={<Forgotten canMail={setup.mail} />}>
      {problem !== undefined && (
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
          {problem}
        </p>
      )}
      <SignInForm />
      <IssuerButtons issuers={setup.issuers} to={to} />
    </DoorFrame>
  );
};
