import { HoldfastError } from '@holdfast/client/holdfast-error';
import { readInvitation } from '@holdfast/protocol/identity/invitations';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../routing/paths.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { Moment } from '../../text/moment.tsx';
import { roleWords } from '../../text/role-words.ts';
import { DoorFailure } from '../door-failure.tsx';
import { DoorFrame } from '../door-frame.tsx';
import { DoorLink } from '../door-link.tsx';
import { NoToken } from '../no-token.tsx';
import { useFragmentToken } from '../use-fragment-token.ts';
import { AcceptForm } from './accept-form.tsx';

const TITLE = 'Invitation';

const isUnusable = (error: Error): boolean => error instanceof HoldfastError && error.code === 'token_unusable';

const Invitation = ({ token }: { readonly token: string }) => {
  const holdfast = useHoldfast();
  const [now] = useState(Date.now);
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => holdfast.bodyOf(readInvitation, { body: { token } }, { signal }),
    networkMode: 'always',
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (error !== null && isUnusable(error)) {
    return (
      <DoorFrame title={TITLE} beside={<DoorLink to={paths.signIn()}>Go to sign in</DoorLink>}>
        <p role="alert">
          This invitation works no more: it was used, taken back, sent again, or is too old. Ask whoever invited you for
          a new one.
        </p>
      </DoorFrame>
    );
  }
  if (error !== null) return <DoorFailure title={TITLE} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <DoorFrame title={TITLE}>
        <p role="status" className="text-muted">
          Looking at your invitation …
        </p>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame
      title={`Join ${data.workspace_name}`}
      sentence={
        <>
          {data.email} is invited as {roleWords(data.role)}, until <Moment at={data.expires_at} now={now} />.
        </>
      }
    >
      <AcceptForm token={token} email={data.email} hasAccount={data.has_account} />
    </DoorFrame>
  );
};

/** Where the link of an invitation leads. */
export const InvitationPage = () => {
  const token = useFragmentToken();
  return token === undefined ? <NoToken title={TITLE} /> : <Invitation key={token} token={token} />;
};
