import type { Node } from './node.ts';

/** What a supervisor does: whoever has died is started again. */
export interface Keeper {
  /** How often somebody had died. Throws when one could not be started again. */
  deaths(): number;
  /** Settles when nobody is being started any more. */
  stop(): Promise<void>;
}

export const keepRunning = (nodes: readonly Node[]): Keeper => {
  let deaths = 0;
  let isOver = false;
  let failure: { readonly cause: unknown } | undefined;
  const over = Promise.withResolvers<void>();

  const keep = async (node: Node): Promise<void> => {
    while (!isOver) {
      await Promise.race([node.exited(), over.promise]);
      if (isOver) return;
      deaths += 1;
      await node.start();
    }
  };
  const all = Promise.all(
    nodes.map((node) =>
      keep(node).catch((cause: unknown) => {
        failure ??= { cause };
      }),
    ),
  );
  const judge = (): void => {
    if (failure !== undefined) throw failure.cause;
  };

  return {
    deaths() {
      judge();
      return deaths;
    },
    async stop() {
      isOver = true;
      over.resolve();
      await all;
      judge();
    },
  };
};
