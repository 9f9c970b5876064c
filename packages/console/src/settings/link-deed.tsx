import type { Client } from '@holdfast/client/client';
import type { Timestamp } from '@holdfast/protocol/time';
import { type Deed, deed } from '../deeds/deed.ts';
import { HandedLink } from './handed-link.tsx';

interface Made {
  readonly link: string;
  readonly expires_at: Timestamp;
}

/** A link with which somebody sets a new password, to be handed over. */
export const makingLink = (name: string, ask: (holdfast: Client) => Promise<Made>): Deed =>
  deed({
    act: 'Password link',
    ask,
    done: ({ link, expires_at: at }) => (
      <HandedLink link={link} expiresAt={at}>
        Give this link to {name}, by a way that you trust. Whoever has it sets a new password, once.
      </HandedLink>
    ),
    question: {
      title: `Make a link for ${name} to set a new password?`,
      keep: 'Leave it',
      sentence: 'Be sure that it is really they who ask. When it is used, all their sign-ins end.',
    },
  });
