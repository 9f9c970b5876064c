import { getKnowledge, listTags } from '@holdfast/protocol/knowledge/overview';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { commonTags, readOverview } from './store.ts';

export const overviewRoutes = (): readonly Endpoint[] => [
  on(getKnowledge, ({ db }) => db.read(readOverview)),
  on(listTags, ({ db }, { query }) => db.read((tx) => commonTags(tx, query.limit))),
];
