import type { Finding, SourceFile } from '../source-file.ts';
import { barrels } from './barrels.ts';
import { determinism } from './determinism.ts';
import { environment } from './environment.ts';
import { fileLength } from './file-length.ts';
import { layers } from './layers.ts';
import { libraries } from './libraries.ts';
import { outside } from './outside.ts';
import { pureRules } from './pure-rules.ts';
import { moduleMocks, sleepingTests } from './test-habits.ts';

export type Rule = (file: SourceFile) => Finding[];

/** The rules that oxlint cannot express, by name. Each has a canary. */
export const RULES: Readonly<Record<string, Rule>> = {
  layers,
  libraries,
  'pure-rules': pureRules,
  barrels,
  environment,
  determinism,
  outside,
  'module-mocks': moduleMocks,
  'sleeping-tests': sleepingTests,
  'file-length': fileLength,
};

export const applyRules = (file: SourceFile): Finding[] => Object.values(RULES).flatMap((rule) => rule(file));
