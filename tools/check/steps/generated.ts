import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../bootstrap/places.mjs';
import { GENERATED } from '../../generate/all.ts';
import { failedIfAny } from '../step.ts';
import type { Step } from '../step.ts';

const current = (path: string): string => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : '');

const stale = (): string[] =>
  Object.entries(GENERATED)
    .filter(([path, make]) => current(path) !== make())
    .map(([path]) => path);

export const generated: Step = {
  name: 'generated',
  run: async () => failedIfAny(stale().map((path) => `${path} is out of date: npm run check -- --fix`)),
  fix: async () => {
    for (const path of stale()) {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), GENERATED[path]?.() ?? '');
    }
  },
};
