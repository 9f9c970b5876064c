import { IconButton } from '../controls/icon-button.tsx';
import { LeaveIcon } from '../look/icons.tsx';
import { PageLink } from '../routing/page-link.tsx';
import { paths } from '../routing/paths.ts';
import { returnHere } from './return-path.ts';
import { useSession } from './session-context.ts';
import { useSignOut } from './use-sign-out.ts';

/** Who is signed in, the way to what is theirs, and the way out; for others the way in. */
export const AccountBox = ({ onFollow }: { readonly onFollow?: () => void }) => {
  const session = useSession();
  const signOut = useSignOut();
  const follow = onFollow === undefined ? {} : { onFollow };
  if (session.state === 'out') {
    return (
      <PageLink
        to={session.setup.done ? paths.signIn(returnHere()) : paths.setUp()}
        {...follow}
        className="rounded-control border border-line bg-surface px-3 py-1.5 text-center font-semibold text-accent hover:border-line-strong"
      >
        {session.setup.done ? 'Sign in' : 'Set up Holdfast'}
      </PageLink>
    );
  }
  if (session.state !== 'in') return undefined;
  const { account } = session.me;
  return (
    <div role="group" aria-label="Signed in" className="grid gap-1 border-t border-line pt-2">
      <div className="flex items-center gap-1">
        <PageLink
          to={paths.profile()}
          {...follow}
          isHere={false}
          className="grid min-w-0 grow rounded-control px-2 py-1 hover:bg-surface"
        >
          <span className="truncate font-semibold">{account.name}</span>
          <span className="truncate text-small text-muted">{account.email}</span>
        </PageLink>
        <IconButton label="Sign out" icon={<LeaveIcon />} onClick={signOut.run} />
      </div>
      {signOut.refusal !== undefined && (
        <p role="alert" className="px-2 text-small text-bad wrap-anywhere">
          {signOut.refusal}
        </p>
      )}
    </div>
  );
};
