import type { SpanStore } from '../store/span-store.ts';

/** A store whose changes wait for each other: it has one connection that writes. What is asked does not wait. */
export const withOneWriter = (store: SpanStore): SpanStore => {
  let last: Promise<unknown> = Promise.resolve();
  const turn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const done = last.then(act, act);
    last = done;
    return done;
  };
  return {
    get applied() {
      return store.applied;
    },
    append: (received, next) => turn(() => store.append(received, next)),
    forgetBefore: (receivedAt) => turn(() => store.forgetBefore(receivedAt)),
    size: () => turn(() => store.size()),
    of: (workspace) => store.of(workspace),
    close: () => turn(() => store.close()),
  };
};
