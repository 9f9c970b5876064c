import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, ROOT } from './places.mjs';
import { NODE_PACKAGES, platformName } from './platform.mjs';

const packageOfThisPlatform = () => NODE_PACKAGES[platformName()];

export const pinnedVersion = () =>
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).optionalDependencies[packageOfThisPlatform()];

/** A Node found on the machine is as good as ours when it is of the same major and not older. */
export const isAsGoodAs = (wanted, found) => {
  const [major, ...rest] = wanted.split('.').map(Number);
  const [foundMajor, ...foundRest] = found.split('.').map(Number);
  if (major !== foundMajor) return false;
  const differing = rest.findIndex((part, index) => part !== foundRest[index]);
  return differing === -1 || foundRest[differing] > rest[differing];
};

/** Where npm put the pinned Node, or undefined. */
export const pinnedNode = () => {
  const home = join(MODULES, packageOfThisPlatform() ?? '');
  const candidates = [join(home, 'bin', 'node'), join(home, 'bin', 'node.exe'), join(home, 'node.exe')];
  return packageOfThisPlatform() && candidates.find((candidate) => existsSync(candidate));
};
