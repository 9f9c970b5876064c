import { ClientGone } from '../http/client-gone.ts';
import type { Visit } from '../http/visit.ts';
import { enterMessage, type VisitingParts } from './message-visit.ts';
import type { Session } from './session.ts';

type Message = Readonly<Record<string, unknown>>;

export const isMany = (outcome: unknown): outcome is AsyncIterable<Message> =>
  typeof outcome === 'object' && outcome !== null && Symbol.asyncIterator in outcome;

/** Sends what comes, as fast as it is taken, until it ends, the session does, or the node stops. */
export const followStream = async (
  parts: VisitingParts,
  session: Session,
  visit: Visit,
  { messages, send }: { readonly messages: AsyncIterable<Message>; readonly send: (message: Message) => void },
): Promise<void> => {
  const { visit: watched, leave } = enterMessage(parts, session, Number.POSITIVE_INFINITY, undefined);
  const iterator = messages[Symbol.asyncIterator]();
  const { over } = watched.stay;
  try {
    for (;;) {
      await Promise.race([session.ready(), over]);
      const step = await Promise.race([iterator.next(), over]);
      if (step.done === true) return;
      send(step.value);
    }
  } finally {
    leave();
    // a generator that waits for something hears of the end through the signal of its context
    visit.stay.abort(new ClientGone());
    void iterator.return?.()?.catch(() => {});
  }
};
