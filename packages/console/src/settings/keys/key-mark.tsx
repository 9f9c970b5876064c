import type { Key } from '@holdfast/protocol/identity/keys';
import { Mark, type MarkLook } from '../../look/mark.tsx';

const LOOKS: Readonly<Record<Key['state'], MarkLook>> = {
  active: { tone: 'ok', shape: 'check' },
  expired: { tone: 'none', shape: 'clock' },
  revoked: { tone: 'none', shape: 'slash' },
  idle: { tone: 'warn', shape: 'triangle' },
};

/** For `idle`, whose word does not say enough. */
export const KEY_STATES: Readonly<Record<Key['state'], string>> = {
  active: 'works',
  expired: 'its time is over',
  revoked: 'ended',
  idle: 'does nothing: whoever made it may do none of this any more',
};

export const KeyMark = ({ state }: { readonly state: Key['state'] }) => <Mark {...LOOKS[state]}>{state}</Mark>;
