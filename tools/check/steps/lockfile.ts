import { inspectLockfile, unhashedBuilds } from '../../lockfile/inspect-lockfile.ts';
import { readLockfile, writeLockfile } from '../../lockfile/lockfile.ts';
import { forgottenBuilds, withPlatformBuilds } from '../../lockfile/platform-builds.ts';
import { failedIfAny } from '../step.ts';
import type { Step } from '../step.ts';

export const lockfile: Step = {
  name: 'lockfile',
  run: async () => {
    const found = readLockfile();
    const unhashed = unhashedBuilds(found).length;
    return failedIfAny(
      inspectLockfile(found),
      unhashed > 0 ? `${unhashed} builds for other platforms by version only` : '',
    );
  },
  fix: async () => {
    if (forgottenBuilds(readLockfile()).length > 0) writeLockfile(withPlatformBuilds(readLockfile()));
  },
};
