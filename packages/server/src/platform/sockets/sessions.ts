import type { Principal } from '../http/context.ts';
import type { Authority } from './authority.ts';
import type { Session } from './session.ts';

/** A session with what works on its messages, and who is behind it now. */
export interface Served {
  readonly session: Session;
  authority: Authority;
  handle(text: string): Promise<void>;
}

export interface Sessions {
  add(served: Served): void;
  get(id: string): Served | undefined;
  /** Its line is gone, and it waits to be resumed. */
  wait(served: Served, now: number): void;
  /** It was resumed. */
  goOn(served: Served): void;
  end(served: Served): void;
  endLate(now: number): void;
  all(): Iterable<Served>;
  readonly waiting: number;
}

/** A member's connections that were lost; whoever loses more loses the oldest for good. */
const MOST_WAITING_PER_MEMBER = 20;

/** What all together may hold for their return. Beyond it those that were lost first are lost for good. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;

export const createSessions = (resumeMs: number, mostWaitingBytes = MOST_WAITING_BYTES): Sessions => {
  const all = new Map<string, Served>();
  /** In the order in which they were lost. */
  const waiting = new Set<Served>();
  const byMember = new Map<string, Set<Served>>();

  const goOn = (served: Served): void => {
    const key = memberOf(served.session.principal);
    const ofMember = byMember.get(key);
    waiting.delete(served);
    ofMember?.delete(served);
    if (ofMember?.size === 0) byMember.delete(key);
  };
  const end = (served: Served): void => {
    goOn(served);
    all.delete(served.session.id);
    served.session.end();
  };

  return {
    add: (served) => void all.set(served.session.id, served),
    get: (id) => all.get(id),
    wait(served, now) {
      served.session.lose(now);
      if (served.session.signal.aborted) {
        end(served);
        return;
      }
      const key = memberOf(served.session.principal);
      const ofMember = byMember.get(key) ?? new Set();
      byMember.set(key, ofMember.add(served));
      waiting.add(served);
      const [oldest] = ofMember;
      if (ofMember.size > MOST_WAITING_PER_MEMBER && oldest !== undefined) end(oldest);
    },
    goOn,
    end,
    endLate(now) {
      for (const served of waiting) {
        const { lostAt = now, signal } = served.session;
        if (now - lostAt >= resumeMs || signal.aborted) end(served);
      }
      let held = 0;
      // the latest first: what they hold counts before that of older ones
      for (const served of [...waiting].toReversed()) {
        held += served.session.heldBytes();
        if (held > mostWaitingBytes) end(served);
      }
    },
    all: () => all.values(),
    get waiting() {
      return waiting.size;
    },
  };
};

const memberOf = ({ id, workspace }: Principal): string => `${workspace ?? ''} ${id}`;
