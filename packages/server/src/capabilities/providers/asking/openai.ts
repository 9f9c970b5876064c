import type { ModelShape } from './model-shape.ts';
import { fieldsOf, modelsOf, momentOf, textOf } from './read-models.ts';

/** https://platform.openai.com/docs/api-reference/models/list, and what many servers took over from it. */
export const openAiCompatible: ModelShape = {
  label: 'OpenAI-compatible',
  home: undefined,
  path: '/models',
  headers: (key) => (key === null ? {} : { authorization: `Bearer ${key}` }),
  query: () => ({}),
  read(body) {
    const models = modelsOf(fieldsOf(body)['data'], ({ id, name, created }) => ({
      id: textOf(id),
      name: textOf(name),
      created_at: typeof created === 'number' ? momentOf(created * 1000) : null,
    }));
    return models && { models, next: undefined };
  },
};

export const openAi: ModelShape = { ...openAiCompatible, label: 'OpenAI', home: 'https://api.openai.com/v1' };
