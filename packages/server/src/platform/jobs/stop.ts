/** Tells a run to stop. The signal is made when somebody asks for it: most runs end before anybody does. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Why it was told to stop; undefined while it may go on. */
  readonly reason: Error | undefined;
  now(reason: Error): void;
}

export const createStop = (): Stop => {
  let controller: AbortController | undefined;
  let why: Error | undefined;
  return {
    get signal() {
      if (controller === undefined) {
        controller = new AbortController();
        if (why !== undefined) controller.abort(why);
      }
      return controller.signal;
    },
    get reason() {
      return why;
    },
    now(reason) {
      why ??= reason;
      controller?.abort(reason);
    },
  };
};
