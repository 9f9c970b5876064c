import type { Client } from '@holdfast/client/client';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { Me } from '@holdfast/protocol/identity/account';
import { getMe } from '@holdfast/protocol/identity/me';
import { getSetup } from '@holdfast/protocol/identity/setup';
import type { Session } from './session.ts';
import type { WorkspaceChoice } from './workspace-choice.ts';

export interface SessionStore {
  readonly current: () => Session;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks the server who is here. Those who ask at once share the answer. */
  readonly look: () => Promise<Session>;
  /** What somebody was told who has just come in, or has shown a secret. */
  readonly take: (me: Me) => void;
  readonly chooseWorkspace: (id: string) => Promise<Session>;
}

const isNobody = (error: unknown): boolean => error instanceof HoldfastError && error.status === 401;

/** `client` is the bare one: what it is refused means something here. */
export const createSessionStore = (client: Client, choice: WorkspaceChoice): SessionStore => {
  const listeners = new Set<() => void>();
  let session: Session = { state: 'asking' };
  let looking: Promise<Session> | undefined;

  const become = (next: Session): Session => {
    session = next;
    for (const listener of listeners) listener();
    return next;
  };

  /** Who belongs to several workspaces and has chosen none, or one that is theirs no more, is in the first. */
  const askMe = async (): Promise<Me> => {
    const me = await client.bodyOf(getMe, {});
    const [first] = me.memberships;
    if (me.workspace !== null || first === undefined) return me;
    choice.choose(first.workspace_id);
    return client.bodyOf(getMe, {});
  };

  const ask = async (): Promise<Session> => {
    try {
      const setup = await client.bodyOf(getSetup, {});
      if (!setup.done) return { state: 'out', setup };
      return await askMe().then(
        (me): Session => ({ state: 'in', setup, me }),
        (error: unknown): Session => {
          if (isNobody(error)) return { state: 'out', setup };
          throw error;
        },
      );
    } catch {
      // who was known stays known: the pages say what is the matter
      return session.state === 'in' ? session : { state: 'unknown' };
    }
  };

  const look = (): Promise<Session> => {
    looking ??= ask()
      .then(become)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  return {
    current: () => session,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    take: (me) => {
      if (me.workspace === null && me.memberships.length > 0) void look();
      else if (session.state === 'in' || session.state === 'out')
        become({ state: 'in', setup: { ...session.setup, done: true }, me });
      else void look();
    },
    chooseWorkspace: async (id) => {
      choice.choose(id);
      await looking;
      return look();
    },
  };
};
