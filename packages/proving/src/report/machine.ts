import { createHash } from 'node:crypto';
import { arch, cpus, platform, release, totalmem } from 'node:os';

/** On what the figures were taken: without it they mean nothing. */
export interface Machine {
  /** The same for machines whose figures may be compared. */
  readonly fingerprint: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly node: string;
}

const GIB = 1024 ** 3;

const FINGERPRINT_DIGITS = 12;

/** Without the kernel's release: an update of it is a reason to compare and not to begin anew. */
const fingerprintOf = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, FINGERPRINT_DIGITS);

export const describeMachine = (): Machine => {
  const processor = cpus()[0]?.model.trim() ?? 'unknown';
  const cores = cpus().length;
  const memory = Math.round(totalmem() / GIB);
  return {
    fingerprint: fingerprintOf([platform(), arch(), processor, cores, memory]),
    system: `${platform()} ${release()} ${arch()}`,
    processor,
    cores,
    memory_gib: memory,
    node: process.version,
  };
};
