import { readFileSync } from 'node:fs';

/** What a process has in memory now, in bytes; 0 when it is gone. Linux only. */
export const residentBytesOf = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(?<kb>\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.['kb'] ?? 0) * 1024;
  } catch {
    return 0;
  }
};

export const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};
