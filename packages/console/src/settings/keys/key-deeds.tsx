import { type Key, revokeKey, rotateKey } from '@holdfast/protocol/identity/keys';
import { type Deed, deed } from '../../deeds/deed.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { ShownKey } from './shown-key.tsx';

export const rotating = (key: Key, overlapSeconds: number, overlapWords: string): Deed =>
  deed({
    act: 'Rotate',
    ask: (holdfast) =>
      holdfast.bodyOf(rotateKey, { params: { key_id: key.id }, body: { overlap_seconds: overlapSeconds } }),
    done: (made) => (
      <div className="grid gap-3">
        <ShownKey whole={made.key} />
        <PageLink to={paths.key(made.id)} className="justify-self-start text-accent underline underline-offset-2">
          To the new key
        </PageLink>
      </div>
    ),
    question: {
      title: `Rotate ${key.name}?`,
      keep: 'Leave it',
      sentence: `A new key with the same name and scopes is shown once. The old one works ${overlapWords}.`,
    },
  });

export const revoking = (key: Key): Deed =>
  deed({
    act: 'Revoke',
    ask: (holdfast) => holdfast.call(revokeKey, { params: { key_id: key.id } }),
    done: () => `${key.name} is revoked.`,
    question: {
      title: `Revoke ${key.name}?`,
      keep: 'Keep it',
      sentence:
        'Within a second no node answers to it, and what it has open closes. Programs that use it stop working. It cannot be taken back.',
    },
  });
