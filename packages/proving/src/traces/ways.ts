import type { Node } from '../lab/node.ts';
import { otlpPortsOf } from './otlp-ports.ts';
import { inJson, inProtobuf, type SentSpan } from './otlp-span.ts';
import { JSON_TYPE, sendOverGrpc, sendOverHttp, type Told } from './send-spans.ts';

/** A way by which spans get into Holdfast. */
export interface Way {
  readonly name: string;
  readonly isGrpc: boolean;
  /** Sends as whoever has this in Authorization, or as nobody. */
  readonly send: (spans: readonly SentSpan[], authorization?: string) => Promise<Told>;
}

/** Every way that a node has, by itself. */
export const waysTo = async (node: Node): Promise<readonly Way[]> => {
  const { http, grpc } = await otlpPortsOf(node);
  const places = { 'the first port': `${node.url}/v1/traces`, 'the port for spans': `${http}/v1/traces` };
  const langfuse = `${node.url}/api/public/otel/v1/traces`;
  return [
    ...Object.entries({ ...places, 'the path of Langfuse': langfuse }).flatMap(([place, url]) => [
      {
        name: `protobuf at ${place}`,
        isGrpc: false,
        send: (spans: readonly SentSpan[], authorization?: string) =>
          sendOverHttp(inProtobuf(spans), { url, authorization }),
      },
      {
        name: `JSON at ${place}`,
        isGrpc: false,
        send: (spans: readonly SentSpan[], authorization?: string) =>
          sendOverHttp(inJson(spans), { url, authorization, type: JSON_TYPE }),
      },
    ]),
    {
      name: 'gRPC',
      isGrpc: true,
      send: (spans, authorization) => sendOverGrpc(inProtobuf(spans), { url: grpc, authorization }),
    },
  ];
};

/** What an acknowledgement is, over HTTP and over gRPC. */
export const okOf = ({ isGrpc }: Way): number => (isGrpc ? 0 : 200);
