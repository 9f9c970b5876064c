import type { Destination } from '../routing/navigation.ts';
import { may, type Session } from './session.ts';
import { useSession } from './session-context.ts';

/** Whether a page is offered to whoever is here. As long as nobody knows who that is, all are. */
export const isOffered = (session: Session, { needs }: Pick<Destination, 'needs'>): boolean => {
  if (needs === undefined) return true;
  if (session.state === 'out') return false;
  return needs === 'sign-in' || needs.some((permission) => may(session, permission));
};

export const useOffered = (): ((page: Pick<Destination, 'needs'>) => boolean) => {
  const session = useSession();
  return (page) => isOffered(session, page);
};
