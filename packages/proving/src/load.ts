/** Clients that ask one thing after another, at the same time as each other, until they are told to stop. */
export interface Load {
  stop(): Promise<void>;
}

export type Client = (client: number, round: number) => Promise<void>;

export const startLoad = (clients: number, ask: Client): Load => {
  let stopped = false;
  const work = Array.from({ length: clients }, async (_nothing, client) => {
    for (let round = 0; !stopped; round += 1) await ask(client, round);
  });
  const all = Promise.all(work);
  // it is awaited in stop(); until then a failure must not end the process
  all.catch(() => undefined);
  return {
    async stop() {
      stopped = true;
      await all;
    },
  };
};

/** Starts all of them before the first is answered. */
export const together = <Value>(acts: readonly (() => Promise<Value>)[]): Promise<Value[]> =>
  Promise.all(acts.map((act) => act()));

export const times = <Value>(count: number, act: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_nothing, index) => act(index)));
