/** Tells a run to stop. The signal is made when somebody asks for it: most runs end before anybody does. */
export class Stop {
  #controller: AbortController | undefined;
  #reason: Error | undefined;

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Why it was told to stop; undefined while it may go on. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  now(reason: Error): void {
    this.#reason ??= reason;
    this.#controller?.abort(reason);
  }
}
