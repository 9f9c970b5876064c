import type { Me } from '@holdfast/protocol/identity/account';
import { useSession } from './session-context.ts';

/** Who is signed in; undefined as long as that is not known. */
export const useMe = (): Me | undefined => {
  const session = useSession();
  return session.state === 'in' ? session.me : undefined;
};
