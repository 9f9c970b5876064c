import { searchKnowledge } from '@holdfast/protocol/knowledge/search';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { search, type SearchParts } from './search.ts';

export const searchRoutes = (parts: SearchParts): readonly Endpoint[] => [
  on(searchKnowledge, (ctx, { query }) => search(parts, ctx, query)),
];
