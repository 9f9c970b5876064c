import { placeOf, writeSpanId, writeTraceId, type Shape } from './ids.ts';
import { attribute, bytes, fixed64, number, text } from './protobuf.ts';
import { chanceOf, type Chance } from './random.ts';
import { spanWordsOf, traceWordsOf, type SpanWords } from './span-kinds.ts';

export interface Payload extends Shape {
  /** Of one span on the wire. */
  readonly spanBytes: number;
  /** So many requests are made beforehand; after those their words come again, with other ids and times. */
  readonly templates: number;
}

export interface Batches {
  /** The request of this number, with spans that began about then. The buffer is the caller's until its template comes again. */
  of(batch: number, startNs: bigint): Buffer;
  readonly averageBytes: number;
}

/** Makes requests so cheaply that the generator is not what is measured: ids and times are patched into bytes that lie ready. */
export const createBatches = (payload: Payload): Batches => {
  const templates = Array.from({ length: payload.templates }, (_nothing, nth) => templateOf(payload, nth));
  const size = templates.reduce((sum, { request }) => sum + request.length, 0);
  return {
    of(batch, startNs) {
      const template = templates[batch % templates.length];
      if (template === undefined) throw new Error('there is a template');
      patch(payload, template, batch, startNs);
      return template.request;
    },
    averageBytes: size / templates.length / payload.spansPerBatch,
  };
};

interface Slot {
  /** Where the 16 bytes of the trace's id lie; the span's own are 18 behind, its parent's 28. */
  readonly at: number;
  readonly hasParent: boolean;
  /** Of the span's, from the begin of its batch. */
  readonly afterNs: bigint;
  readonly tookNs: bigint;
}

interface Template {
  readonly request: Buffer;
  readonly view: DataView;
  readonly slots: readonly Slot[];
}

const patch = (payload: Payload, { view, slots }: Template, batch: number, startNs: bigint): void => {
  for (const [index, { at, hasParent, afterNs, tookNs }] of slots.entries()) {
    const place = placeOf(payload, batch, index);
    writeTraceId(view, at, payload.seed, place.trace);
    writeSpanId(view, at + 18, payload, place);
    const times = at + (hasParent ? 37 : 27);
    if (hasParent) writeSpanId(view, at + 28, payload, { trace: place.trace, nth: parentOf(place.nth) });
    view.setBigUint64(times, startNs + afterNs, true);
    view.setBigUint64(times + 9, startNs + afterNs + tookNs, true);
  }
};

/** The agent's span has the rest below it, four levels deep. */
const parentOf = (nth: number): number => (nth % 4 === 1 ? 0 : nth - 1);

const templateOf = (payload: Payload, nth: number): Template => {
  const chance = chanceOf(payload.seed * 1000 + nth);
  const resource = bytes(1, resourceOf(chance));
  const parts: Buffer[] = [];
  const slots: Slot[] = [];
  let length = 0;
  let trace = traceWordsOf(chance);
  let before = -1;
  for (let index = 0; index < payload.spansPerBatch; index += 1) {
    const place = placeOf(payload, nth, index);
    if (place.trace !== before) trace = traceWordsOf(chance);
    before = place.trace;
    const span = spanOf(chance, payload, place.nth, spanWordsOf(chance, place.nth, trace));
    const framed = bytes(2, span);
    slots.push({
      at: length + framed.length - span.length + 2,
      hasParent: place.nth > 0,
      afterNs: BigInt(place.nth * 1_000_000 + chance.below(900_000)),
      tookNs: BigInt(50_000 + chance.below(place.nth === 0 ? 3_000_000_000 : 400_000_000)),
    });
    parts.push(framed);
    length += framed.length;
  }
  const scope = bytes(2, Buffer.concat([bytes(1, text(1, 'support-agent')), ...parts]));
  const request = bytes(1, Buffer.concat([resource, scope]));
  // what stands before the spans: everything but them
  const head = request.length - length;
  const view = new DataView(request.buffer, request.byteOffset, request.length);
  return { request, view, slots: slots.map((slot) => ({ ...slot, at: slot.at + head })) };
};

const resourceOf = (chance: Chance): Buffer =>
  Buffer.concat([
    attribute(1, 'service.name', `support-${chance.below(7)}`),
    attribute(1, 'service.version', '3.4.0'),
    attribute(1, 'service.instance.id', chance.hex(32)),
    attribute(1, 'deployment.environment.name', 'production'),
    attribute(1, 'telemetry.sdk.language', 'nodejs'),
    attribute(1, 'host.name', `node-${chance.below(40)}`),
  ]);

/** Ids and times first, in fields of fixed length. The prose takes what is left of the bytes. */
const spanOf = (chance: Chance, payload: Payload, nth: number, words: SpanWords): Buffer => {
  const ids = [bytes(1, Buffer.alloc(16)), bytes(2, Buffer.alloc(8)), ...(nth > 0 ? [bytes(4, Buffer.alloc(8))] : [])];
  const rest = [
    text(5, words.name),
    number(6, words.kind),
    ...words.attributes.map(([key, value]) => attribute(9, key, value)),
    ...(words.failed ? [bytes(15, Buffer.concat([text(2, 'timed out'), number(3, 2)]))] : []),
  ];
  const written = [...ids, fixed64(7), fixed64(8), ...rest];
  const [key, proseIn] = words.prose;
  const left = payload.spanBytes - written.reduce((sum, { length }) => sum + length, 0) - key.length - 16;
  const prose = attribute(9, key, proseIn(chance.prose(Math.max(8, left - proseIn('').length))));
  return Buffer.concat([...written, prose]);
};
