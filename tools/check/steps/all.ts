import type { Step } from '../step.ts';
import { architecture, canaries } from './architecture.ts';
import { audit } from './audit.ts';
import { generated } from './generated.ts';
import { leaks } from './leaks.ts';
import { lockfile } from './lockfile.ts';
import { consoleTypes, deadCode, format, lint, types } from './programs.ts';
import { regexes } from './regexes.ts';

/** In the order in which they start: what takes long first. What `--fix` writes must be formatted last. */
export const STEPS: readonly Step[] = [
  lint,
  audit,
  types,
  deadCode,
  regexes,
  consoleTypes,
  canaries,
  lockfile,
  generated,
  architecture,
  leaks,
  format,
];
