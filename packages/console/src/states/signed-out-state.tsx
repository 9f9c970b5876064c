import { PageLink } from '../routing/page-link.tsx';
import { paths, serverPaths } from '../routing/paths.ts';
import { StateFrame } from './state-frame.tsx';

const LINK = 'text-accent underline underline-offset-2';

/** Asking again cannot help: there is no sign-in yet. So it says what will be here, and what can be seen today. */
export const SignedOutState = ({ what }: { readonly what: string | undefined }) => (
  <StateFrame role="alert" title="Nobody can sign in yet">
    <p>
      This page is for {what ?? 'things that only members may see'}. This version of Holdfast has no sign-in, so it
      cannot know who you are, and shows it to nobody.
    </p>
    <p className="text-muted">
      Open to everybody are the{' '}
      <PageLink to={paths.health()} className={LINK}>
        health of this node
      </PageLink>{' '}
      and the{' '}
      <a href={serverPaths.docs()} className={LINK}>
        description of the API
      </a>
      .
    </p>
  </StateFrame>
);
