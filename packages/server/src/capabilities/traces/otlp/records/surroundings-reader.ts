import { ProtobufReader } from '../protobuf/reader.ts';
import type { Place, Surroundings } from '../request/walk-request.ts';
import type { SpanSurroundings } from './decode-span.ts';
import type { JsonText } from './json-text.ts';
import type { Oddity } from './span-record.ts';
import { resourceJson, scopeJson } from './surroundings-json.ts';

/** Resource and scope are written once for all of their spans. */
export const surroundingsReader = (bytes: Buffer, text: JsonText): ((around: Surroundings) => SpanSurroundings) => {
  const reader = new ProtobufReader(bytes);
  let ofResource:
    | { at: readonly Place[]; url: Place | undefined; json: string; oddities: readonly Oddity[] }
    | undefined;
  let ofScope: { at: readonly Place[]; url: Place | undefined; read: SpanSurroundings } | undefined;
  return ({ resource, resourceSchemaUrl, scope, schemaUrl }) => {
    if (ofResource === undefined || ofResource.at !== resource || ofResource.url !== resourceSchemaUrl) {
      const json = resourceJson(text, reader, resource, resourceSchemaUrl);
      ofResource = { at: resource, url: resourceSchemaUrl, json, oddities: text.takeOddities() };
      ofScope = undefined;
    }
    if (ofScope === undefined || ofScope.at !== scope || ofScope.url !== schemaUrl) {
      const json = scopeJson(text, reader, scope, schemaUrl);
      const oddities = [...new Set([...ofResource.oddities, ...text.takeOddities()])];
      ofScope = {
        at: scope,
        url: schemaUrl,
        read: { resourceJson: ofResource.json, scopeJson: json, oddities },
      };
    }
    return ofScope.read;
  };
};
