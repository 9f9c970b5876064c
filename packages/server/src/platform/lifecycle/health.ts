import type { PartHealth, Readiness } from '@holdfast/protocol/process/readiness';
import { OutOfTime, within } from '../clock/deadline.ts';
import { atStart, partName } from './part-name.ts';

export type HealthCheck = () => PartHealth | Promise<PartHealth>;

export const OK: PartHealth = { status: 'ok', detail: '' };

export interface Health {
  add(part: string, check: HealthCheck): void;
  /** Everything is open. Until then the node is asked nothing that it might not be able to finish. */
  started(): void;
  /** The node is on its way out. */
  drain(): void;
  readonly draining: boolean;
  read(): Promise<Readiness>;
}

const CHECK_WITHIN_MS = 1500;

/** Asks every part how it is. A part without an answer in time is down. */
export const createHealth = (onChange: (part: string, health: PartHealth) => void = () => {}): Health => {
  const checks = new Map<string, HealthCheck>();
  const last = new Map<string, PartHealth['status']>();
  let life: 'starting' | 'up' | 'draining' = 'starting';

  const ask = async (part: string, check: HealthCheck): Promise<PartHealth> => {
    try {
      return await within(CHECK_WITHIN_MS, part, Promise.resolve(check()));
    } catch (error) {
      const wasLate = error instanceof OutOfTime;
      return {
        status: 'down',
        detail: wasLate
          ? `${atStart(partName(part))} did not answer a health check within ${CHECK_WITHIN_MS / 1000} seconds.`
          : `The health check of ${partName(part)} failed.`,
      };
    }
  };

  const readPart = async ([part, check]: [string, HealthCheck]): Promise<[string, PartHealth]> => {
    const health = await ask(part, check);
    // a part that is well when it is first looked at has not changed
    if ((last.get(part) ?? 'ok') !== health.status) onChange(part, health);
    last.set(part, health.status);
    return [part, health];
  };

  return {
    add: (part, check) => void checks.set(part, check),
    started: () => void (life = 'up'),
    drain: () => void (life = 'draining'),
    get draining() {
      return life === 'draining';
    },
    async read() {
      const parts = Object.fromEntries(await Promise.all([...checks].map(readPart)));
      return { status: life === 'up' ? worst(Object.values(parts)) : life, parts };
    },
  };
};

const worst = (parts: readonly PartHealth[]): Readiness['status'] => {
  if (parts.some(({ status }) => status === 'down')) return 'down';
  return parts.some(({ status }) => status === 'degraded') ? 'degraded' : 'ok';
};
