import { anthropic } from './anthropic-client.ts';
import { gemini } from './gemini-client.ts';
import type { ModelClient } from './model-client.ts';
import { openAiChat, openAiResponses } from './openai-clients.ts';

export const MODEL_CLIENTS: readonly (readonly [string, ModelClient])[] = [
  ['openai-chat', openAiChat],
  ['openai-responses', openAiResponses],
  ['anthropic', anthropic],
  ['gemini', gemini],
];
