import { chooseEmbedder, getEmbedder } from '@holdfast/protocol/knowledge/embedders';
import { on, type Endpoint } from '../../../../platform/http/endpoint.ts';
import * as choosing from './choose-embedder.ts';
import { showEmbedder } from './show-embedder.ts';

export const embedderRoutes = (parts: choosing.ChoiceParts): readonly Endpoint[] => [
  on(getEmbedder, ({ db }) => showEmbedder(parts, db)),
  on(chooseEmbedder, (ctx, { body }) => choosing.chooseEmbedder(parts, ctx, body)),
];
