import type { ProviderKind } from '@holdfast/protocol/providers/providers';
import { anthropic } from './anthropic.ts';
import { google } from './google.ts';
import type { ModelShape } from './model-shape.ts';
import { openAi, openAiCompatible } from './openai.ts';

export const SHAPES: Readonly<Record<ProviderKind, ModelShape>> = {
  openai: openAi,
  anthropic,
  google,
  openai_compatible: openAiCompatible,
};
