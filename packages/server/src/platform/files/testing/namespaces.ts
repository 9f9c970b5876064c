import { spawnSync } from 'node:child_process';

/** Prints what is left out where the machine does not allow them. */
export function canUseNamespaces(otherwise: string): boolean {
  const allowed = spawnSync('unshare', ['-rm', 'true']).status === 0;
  if (!allowed) console.log(`skipped: this machine allows no user namespaces, so ${otherwise}`);
  return allowed;
}
