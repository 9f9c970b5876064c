import { Button } from '../controls/button.tsx';
import { LeaveIcon } from '../look/icons.tsx';
import { useSignOut } from './use-sign-out.ts';

export const SignOutButton = () => {
  const signOut = useSignOut();
  return (
    <>
      <Button onClick={signOut.run} aria-disabled={signOut.isRunning}>
        <LeaveIcon /> Sign out
      </Button>
      {signOut.refusal !== undefined && (
        <p role="alert" className="text-small text-bad">
          {signOut.refusal}
        </p>
      )}
    </>
  );
};
