import { ROOT } from '../../bootstrap/places.mjs';
import { silentCanaries } from '../../lint/canaries.ts';
import { sourcePaths } from '../../lint/repository-files.ts';
import { applyRules } from '../../lint/rules/all.ts';
import { readSource } from '../../lint/source-file.ts';
import { failedIfAny } from '../step.ts';
import type { Step } from '../step.ts';

const breaches = (): string[] =>
  sourcePaths()
    .flatMap((path) => applyRules(readSource(ROOT, path)))
    .map(({ path, line, rule, message }) => `${path}:${line} ${rule}: ${message}`);

export const architecture: Step = { name: 'architecture', run: async () => failedIfAny(breaches()) };

export const canaries: Step = { name: 'canaries', run: async () => failedIfAny(await silentCanaries()) };
