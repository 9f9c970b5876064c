/** Instructions of WebAssembly as its binary format writes them; one that takes values is written behind them. */
export type Code = readonly number[];

export type NumberType = 'i32' | 'i64' | 'f32' | 'v128';

type One = (value: Code) => Code;
type Two = (one: Code, other: Code) => Code;
type Load = (address: Code, offset?: number) => Code;
type Store = (address: Code, value: Code, offset?: number) => Code;

const one =
  (...opcode: readonly number[]): One =>
  (value) => [...value, ...opcode];
const two =
  (...opcode: readonly number[]): Two =>
  (first, second) => [...first, ...second, ...opcode];
// an alignment of nothing is always allowed, and costs nothing
const load =
  (...opcode: readonly number[]): Load =>
  (address, offset = 0) => [...address, ...opcode, 0, ...unsigned(offset)];
const store =
  (...opcode: readonly number[]): Store =>
  (address, value, offset = 0) => [...address, ...value, ...opcode, 0, ...unsigned(offset)];

export const i32 = {
  of: (value: number): Code => [0x41, ...signed(value)],
  add: two(0x6a),
  subtract: two(0x6b),
  multiply: two(0x6c),
  and: two(0x71),
  or: two(0x72),
  shiftLeft: two(0x74),
  shiftRight: two(0x76),
  isLess: two(0x49),
  isAtMost: two(0x4d),
  load: load(0x28),
  loadByte: load(0x2d),
  loadShort: load(0x2f),
  store: store(0x36),
  storeByte: store(0x3a),
  storeShort: store(0x3b),
  wrap: one(0xa7),
};

export const i64 = { load: load(0x29), add: two(0x7c), xor: two(0x85), countBits: one(0x7b) };

export const f32 = {
  of: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  max: two(0x97),
  multiply: two(0x94),
  divide: two(0x95),
};

const SIMD = 0xfd;

export const v128 = {
  load: load(SIMD, 0x00),
  store: store(SIMD, 0x0b),
  ofFloats: (...lanes: readonly [number, number, number, number]): Code => [
    SIMD,
    0x0c,
    ...new Uint8Array(Float32Array.from(lanes).buffer),
  ],
  /** Sixteen bytes of the value, by their places. */
  shuffle: (value: Code, places: readonly number[]): Code => [...value, ...value, SIMD, 0x0d, ...places],
};

export const i8x16 = { narrow: two(SIMD, 0x65) };

export const i16x8 = {
  narrow: two(SIMD, 0x85, 0x01),
  extendLow: one(SIMD, 0x87, 0x01),
  extendHigh: one(SIMD, 0x88, 0x01),
};

export const i32x4 = {
  add: two(SIMD, 0xae, 0x01),
  /** Eight products of shorts, each two of them added. */
  dot: two(SIMD, 0xba, 0x01),
  signs: one(SIMD, 0xa4, 0x01),
  truncate: one(SIMD, 0xf8, 0x01),
  lane: (value: Code, at: number): Code => [...value, SIMD, 0x1b, at],
};

export const f32x4 = {
  ofAll: one(SIMD, 0x13),
  add: two(SIMD, 0xe4, 0x01),
  subtract: two(SIMD, 0xe5, 0x01),
  multiply: two(SIMD, 0xe6, 0x01),
  max: two(SIMD, 0xe9, 0x01),
  absolute: one(SIMD, 0xe0, 0x01),
  nearest: one(SIMD, 0x6a),
  isGreater: two(SIMD, 0x44),
  lane: (value: Code, at: number): Code => [...value, SIMD, 0x1f, at],
};

/** The first where the condition is not 0. Both are reckoned. */
export const choose = (condition: Code, first: Code, second: Code): Code => [...first, ...second, ...condition, 0x1b];

const NOTHING = 0x40;

export const loopWhile = (condition: Code, body: readonly Code[]): Code => [
  ...[0x02, NOTHING, 0x03, NOTHING],
  ...condition,
  ...[0x45, 0x0d, 1],
  ...body.flat(),
  ...[0x0c, 0, 0x0b, 0x0b],
];

/** Numbers of any size in as few bytes as they need: seven bits in each, the last without the eighth. */
export const unsigned = (value: number): Code =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];

const signed = (value: number): Code =>
  value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
