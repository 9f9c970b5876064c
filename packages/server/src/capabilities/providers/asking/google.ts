import type { ModelShape } from './model-shape.ts';
import { fieldsOf, modelsOf, textOf } from './read-models.ts';

/** Where there are none, the field is left out. */
const isNothing = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;

/** https://ai.google.dev/api/models#method:-models.list */
export const google: ModelShape = {
  label: 'Google',
  home: 'https://generativelanguage.googleapis.com',
  path: '/v1beta/models',
  headers: (key) => (key === null ? {} : { 'x-goog-api-key': key }),
  query: (next) => ({ pageSize: '1000', ...(next === undefined ? {} : { pageToken: next }) }),
  read(body) {
    const { models: list, nextPageToken } = fieldsOf(body);
    const models = modelsOf(list ?? (isNothing(body) ? [] : undefined), (entry) => ({
      id: textOf(entry['name'])?.replace(/^models\//, ''),
      name: textOf(entry['displayName']),
    }));
    return models && { models, next: textOf(nextPageToken) };
  },
  refusesKey: (status, body) => status === 400 && /API_KEY_INVALID|API key not valid/.test(JSON.stringify(body) ?? ''),
};
