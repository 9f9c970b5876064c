import type { SocketBounds } from './bounds.ts';

export type Sign = 'dead' | 'idle' | 'ask' | undefined;

/** When something last went over a line, and what that asks for. A class, because there are ten thousand of them. */
export class Pulse {
  readonly since: number;
  /** When a message last went either way. */
  lastSaid: number;
  lastHeard: number;
  #lastAsked: number;
  #isHeldBack = false;

  constructor(since: number) {
    this.since = since;
    this.lastSaid = since;
    this.lastHeard = since;
    this.#lastAsked = since;
  }

  holdBack(): void {
    this.#isHeldBack = true;
  }

  goOn(now: number): void {
    // what came meanwhile is only read now
    if (this.#isHeldBack) this.lastHeard = now;
    this.#isHeldBack = false;
  }

  look(now: number, { deadAfterMs, idleMs, pingEveryMs }: SocketBounds): Sign {
    if (!this.#isHeldBack && now - this.lastHeard >= deadAfterMs) return 'dead';
    if (now - this.lastSaid >= idleMs) return 'idle';
    if (now - Math.max(this.lastHeard, this.#lastAsked) < pingEveryMs) return undefined;
    this.#lastAsked = now;
    return 'ask';
  }
}
