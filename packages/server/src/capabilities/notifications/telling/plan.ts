import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Wants } from '../preferences/wants.ts';
import { MOST_MAILS, MOST_UNREAD, type Load } from './load.ts';
import type { Notice } from './notice.ts';
import type { NewNotification } from './store.ts';

export interface Planning {
  readonly wants: Wants;
  readonly sendsMail: boolean;
  readonly loadOf: (member: PrincipalId) => Load;
}

/** What each member gets of it, and on which way. What is not mailed because there were too many is in the inbox. */
export const plan = (
  notices: readonly Notice[],
  { wants, sendsMail, loadOf }: Planning,
): readonly Omit<NewNotification, 'id'>[] => {
  const loads = new Map<PrincipalId, { unread: number; mailed: number }>();
  const loadNow = (member: PrincipalId): { unread: number; mailed: number } => {
    const { unread, mailedLately } = loadOf(member);
    const load = loads.get(member) ?? { unread, mailed: mailedLately };
    loads.set(member, load);
    return load;
  };
  return notices.flatMap((notice) =>
    notice.to.flatMap((member) => {
      const load = loadNow(member);
      const mailed = sendsMail && wants(member, notice.topic, 'email');
      const isHeld = mailed && load.mailed >= MOST_MAILS;
      const shown = (wants(member, notice.topic, 'in_app') || isHeld) && load.unread < MOST_UNREAD;
      if (mailed && !isHeld) load.mailed += 1;
      if (shown) load.unread += 1;
      const mail = mailed ? (isHeld ? 'held' : 'waiting') : null;
      return shown || mail === 'waiting' ? [{ ...notice, member, shown, mail }] : [];
    }),
  );
};
