import { readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../bootstrap/places.mjs';
import { repositoryFiles } from '../../lint/repository-files.ts';
import { failedIfAny } from '../step.ts';
import type { Step } from '../step.ts';

const TEXT = /\.(ts|tsx|mjs|js|json|md|sql|css|html|yml|yaml|txt|sh)$|^[^.]*$|^\.[a-z]+(rc)?$|^\.ci\//;
const ANYBODY = /\/(home|Users)\/(?!someone\b|me\b|you\b|user\b)[a-z][\w-]*\//;
const OUTSIDE = /(^|[\s"'(`])(\.\.\/)+shared\//m;
const LOCAL_REGISTRY = /registry\s*=\s*https?:/;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** What this machine is called and where the repository lies on it. */
const ofThisMachine = (): RegExp[] => {
  const root = ROOT.replace(/[/\\]$/, '');
  const names = [
    root,
    join(dirname(root), 'shared'),
    homedir().length > '/root'.length ? homedir() : '',
    hostname().length > 5 ? hostname() : '',
  ];
  return names
    .filter((name) => name !== '')
    .map((name) => new RegExp(String.raw`(?<![\w./])${escaped(name)}(?![\w-])`));
};

/** The lines of a text that name somebody's machine. */
export const leaksIn = (text: string, patterns: readonly RegExp[]): string[] =>
  patterns.flatMap((pattern) => pattern.exec(text)?.[0].trim() ?? []);

export const leaks: Step = {
  name: 'leaks',
  run: async () => {
    const patterns = [ANYBODY, OUTSIDE, LOCAL_REGISTRY, ...ofThisMachine()];
    const found = repositoryFiles()
      .filter((path) => TEXT.test(path))
      .flatMap((path) =>
        leaksIn(readFileSync(join(ROOT, path), 'utf8'), patterns).map((leak) => `${path} names ${leak}`),
      );
    return failedIfAny(found);
  },
};
