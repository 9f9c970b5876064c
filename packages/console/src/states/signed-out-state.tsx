import { PageLink } from '../routing/page-link.tsx';
import { paths } from '../routing/paths.ts';
import { returnHere } from '../session/return-path.ts';
import { StateFrame } from './state-frame.tsx';

/** For the moment until the gate leads to the door, and for what the gate cannot know. */
export const SignedOutState = ({ what = 'this page' }: { readonly what: string | undefined }) => (
  <StateFrame role="alert" title="You are not signed in">
    <p>To see {what}, sign in. You come back here afterwards.</p>
    <PageLink to={paths.signIn(returnHere())} className="text-accent underline underline-offset-2">
      Sign in
    </PageLink>
  </StateFrame>
);
