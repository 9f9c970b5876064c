import { CREATED } from './reading.ts';

/** https://platform.openai.com/docs/api-reference/models */
export const openAiModels = (names: readonly string[]): unknown => ({
  object: 'list',
  data: names.map((id) => ({ id, object: 'model', created: CREATED, owned_by: 'simulator' })),
});
