/** Which span of which trace lies where: what was sent is known from the number of its batch, so nobody must keep it. */
export interface Shape {
  readonly seed: number;
  readonly spansPerBatch: number;
  readonly spansPerTrace: number;
  /** 2: half of each trace comes with the next batch, as it does where traces take longer than an exporter waits. */
  readonly batchesPerTrace: 1 | 2;
}

export interface Place {
  /** Counted over all batches. */
  readonly trace: number;
  readonly nth: number;
}

/** So many begin in each. */
export const tracesPerBatch = ({ spansPerBatch, spansPerTrace }: Shape): number => spansPerBatch / spansPerTrace;

/** Where a span of a batch belongs. The second halves of the traces of the batch before come first. */
export const placeOf = (shape: Shape, batch: number, index: number): Place => {
  const perBatch = tracesPerBatch(shape);
  if (shape.batchesPerTrace === 1)
    return { trace: batch * perBatch + Math.floor(index / shape.spansPerTrace), nth: index % shape.spansPerTrace };
  const half = shape.spansPerTrace / 2;
  const isLater = index < perBatch * half;
  const within = isLater ? index : index - perBatch * half;
  return {
    trace: (isLater ? batch : batch + 1) * perBatch + Math.floor(within / half),
    nth: (within % half) + (isLater ? half : 0),
  };
};

/** A bijection of 32 bits that leaves nothing of the order: no two get the same, and nothing compresses. */
const mixed = (value: number): number => {
  let state = value | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
};

/** A view, not a buffer: it writes a word in one step. */
export const writeTraceId = (into: DataView, at: number, seed: number, trace: number): void => {
  for (let word = 0; word < 4; word += 1) into.setUint32(at + 4 * word, mixed(trace ^ (seed + word * 0x9e3779b9)));
};

export const writeSpanId = (into: DataView, at: number, shape: Shape, { trace, nth }: Place): void => {
  const number = trace * shape.spansPerTrace + nth;
  into.setUint32(at, mixed(number ^ (shape.seed + 0x7f4a7c15)));
  into.setUint32(at + 4, mixed(number ^ (shape.seed + 0x3c6ef372)));
};

export const traceIdOf = (seed: number, trace: number): string =>
  hexOf(16, (view) => writeTraceId(view, 0, seed, trace));

export const spanIdOf = (shape: Shape, place: Place): string => hexOf(8, (view) => writeSpanId(view, 0, shape, place));

const hexOf = (length: number, write: (view: DataView) => void): string => {
  const id = Buffer.alloc(length);
  write(new DataView(id.buffer, id.byteOffset, length));
  return id.toString('hex');
};
