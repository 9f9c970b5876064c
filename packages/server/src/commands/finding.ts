import type { Config } from '../config/settings.ts';
import type { Overrides } from '../overrides.ts';

export interface Finding {
  readonly state: 'ok' | 'warn' | 'bad';
  readonly sentence: string;
}

export interface Patient {
  readonly config: Config;
  readonly overrides: Overrides;
}

export interface Check {
  readonly name: string;
  readonly look: (patient: Patient) => Promise<Finding[]>;
}

export const ok = (sentence: string): Finding => ({ state: 'ok', sentence });
export const warn = (sentence: string): Finding => ({ state: 'warn', sentence });
export const bad = (sentence: string): Finding => ({ state: 'bad', sentence });
