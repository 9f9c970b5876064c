import type { ModelShape } from './model-shape.ts';
import { fieldsOf, modelsOf, momentOf, textOf } from './read-models.ts';

/** The version whose answers are read here. */
const VERSION = '2023-06-01';

/** https://docs.anthropic.com/en/api/models-list */
export const anthropic: ModelShape = {
  label: 'Anthropic',
  home: 'https://api.anthropic.com',
  path: '/v1/models',
  headers: (key) => ({ 'anthropic-version': VERSION, ...(key === null ? {} : { 'x-api-key': key }) }),
  query: (next) => ({ limit: '1000', ...(next === undefined ? {} : { after_id: next }) }),
  read(body) {
    const { data, has_more: hasMore, last_id: last } = fieldsOf(body);
    const models = modelsOf(data, ({ id, display_name, created_at }) => ({
      id: textOf(id),
      name: textOf(display_name),
      created_at: momentOf(Date.parse(textOf(created_at) ?? '')),
    }));
    const next = textOf(last);
    // more, and no way to it
    if (hasMore === true && next === undefined) return undefined;
    return models && { models, next: hasMore === true ? next : undefined };
  },
};
