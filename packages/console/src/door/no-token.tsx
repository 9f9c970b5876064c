import { paths } from '../routing/paths.ts';
import { DoorFrame } from './door-frame.tsx';
import { DoorLink } from './door-link.tsx';

/** A link that lost what stands behind its #. */
export const NoToken = ({ title }: { readonly title: string }) => (
  <DoorFrame title={title} beside={<DoorLink to={paths.signIn()}>Go to sign in</DoorLink>}>
    <p>
      The link is not whole: its secret part, behind the #, is missing. Open it from where it came again, or copy all of
      it.
    </p>
  </DoorFrame>
);
