import { arch, cpus, platform, release, totalmem } from 'node:os';

/** On what the figures were taken: without it they mean nothing. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly node: string;
}

const GIB = 1024 ** 3;

export const describeMachine = (): Machine => ({
  system: `${platform()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memory_gib: Math.round(totalmem() / GIB),
  node: process.version,
});
