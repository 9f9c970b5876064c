import { ProtobufReader } from '../protobuf/reader.ts';
import { judgeSpan } from '../request/judge-span.ts';
import type { RequestLimits } from '../request/limits.ts';
import { walkRequest } from '../request/walk-request.ts';
import type { Place, Surroundings } from '../request/walk-request.ts';
import { decodeSpan } from './decode-span.ts';
import type { SpanSurroundings } from './decode-span.ts';
import { JsonText } from './json-text.ts';
import type { Oddity, SpanRecord } from './span-record.ts';
import { resourceJson, scopeJson } from './surroundings-json.ts';

/**
 * Hands over every span of a request that can be stored, by the same judgement that counted them when the request came in. Says
 * whether the request was readable.
 */
export const decodeRequest = (bytes: Buffer, limits: RequestLimits, onSpan: (span: SpanRecord) => void): boolean => {
  const reader = new ProtobufReader(bytes);
  const text = new JsonText();
  const read = surroundingsReader(bytes, text);
  let spans = 0;
  walkRequest(reader, limits, (around) => {
    spans += 1;
    if (spans > limits.spans) reader.fail();
    if (reader.failed) return;
    const { from, to } = reader;
    if (judgeSpan(reader, limits) !== undefined) return;
    const { at, end } = reader;
    const surroundings = read(around);
    [reader.from, reader.to] = [from, to];
    onSpan(decodeSpan(reader, text, surroundings));
    reader.resume(at, end);
  });
  return !reader.failed;
};

/** Resource and scope are written once for all of their spans. */
const surroundingsReader = (bytes: Buffer, text: JsonText): ((around: Surroundings) => SpanSurroundings) => {
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
