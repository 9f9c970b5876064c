import type { Lab } from './lab/lab.ts';
import type { Random } from './run/random.ts';

export const KINDS = [
  'integration',
  'security',
  'concurrency',
  'performance',
  'stress',
  'chaos',
  'recovery',
  'property',
  'memory',
  'observability',
  'rollback',
] as const;
export type Kind = (typeof KINDS)[number];

export const TIERS = ['pr', 'nightly', 'release'] as const;
export type Tier = (typeof TIERS)[number];

export const NEEDS = ['http', 'lab', 'database', 'redis', 'clickhouse', 'browser', 'model-key'] as const;
export type Need = (typeof NEEDS)[number];

export const WEIGHTS = ['critical', 'important', 'edge'] as const;
export type Weight = (typeof WEIGHTS)[number];

/** A measured value. Whether it is good enough is for the bars to say. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export interface Reporter {
  figure(name: string, value: number, unit?: string): void;
}

/** What a scenario is given to work with. */
export interface Proving {
  readonly lab: Lab;
  readonly report: Reporter;
  readonly random: Random;
  /** Aborted when the time is up or the run is given up. */
  readonly signal: AbortSignal;
  /** Runs the same thing again and again, and says in the report how often. */
  repeat(times: number, once: (round: number) => Promise<void>): Promise<void>;
}

export interface Scenario {
  readonly id: string;
  readonly title?: string;
  readonly kind: Kind;
  readonly tier: Tier;
  readonly needs: readonly Need[];
  readonly weight: Weight;
  /** What must hold, in one sentence. */
  readonly claim: string;
  /** Its figures would suffer from a neighbour: nothing runs beside it. */
  readonly alone?: boolean;
  /** How long it may take before it counts as not judged. */
  readonly capSeconds?: number;
  run(proving: Proving): Promise<void>;
}

export const scenario = (definition: Scenario): Scenario => definition;
