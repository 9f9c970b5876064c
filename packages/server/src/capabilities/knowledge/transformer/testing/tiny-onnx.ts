/** A model of a few kilobytes in the form of ONNX: each piece of a text gets its row of a table. */
export interface TinyOnnx {
  readonly rows: readonly (readonly number[])[];
  /** What it wants of a text. */
  readonly inputs?: readonly string[];
  readonly output?: string;
  /** One vector for each piece, or the mean of all of them. */
  readonly gives?: 'pieces' | 'mean';
}

const INT64 = 7;
const FLOAT = 1;
const IR_VERSION = 7;
const OPERATORS = 13;

export const tinyOnnx = ({ rows, inputs, output, gives }: TinyOnnx): Buffer => {
  const wanted = inputs ?? ['input_ids', 'attention_mask', 'token_type_ids'];
  const result = output ?? 'last_hidden_state';
  const isMean = gives === 'mean';
  const width = rows[0]?.length ?? 0;
  const nodes = [
    node('Gather', ['table', 'input_ids'], isMean ? 'pieces' : result),
    ...(isMean ? [node('ReduceMean', ['pieces'], result, [...ints('axes', [1]), ...int('keepdims', 0)])] : []),
  ];
  const graph = [
    ...nodes.map((one) => bytes(1, one)),
    text(2, 'tiny'),
    bytes(5, table(rows)),
    ...wanted.map((name) => bytes(11, value(name, INT64, ['batch', 'length']))),
    bytes(12, value(result, FLOAT, isMean ? ['batch', width] : ['batch', 'length', width])),
  ];
  return Buffer.concat([
    number(1, IR_VERSION),
    bytes(7, Buffer.concat(graph)),
    bytes(8, Buffer.concat([text(1, ''), number(2, OPERATORS)])),
  ]);
};

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Buffer[] = [],
): Buffer => Buffer.concat([...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...attributes]);

const int = (name: string, given: number): Buffer[] => [
  bytes(5, Buffer.concat([text(1, name), number(3, given), number(20, 2)])),
];
const ints = (name: string, given: readonly number[]): Buffer[] => [
  bytes(5, Buffer.concat([text(1, name), ...given.map((one) => number(8, one)), number(20, 7)])),
];

const table = (rows: readonly (readonly number[])[]): Buffer =>
  Buffer.concat([
    number(1, rows.length),
    number(1, rows[0]?.length ?? 0),
    number(2, FLOAT),
    text(8, 'table'),
    bytes(9, Buffer.from(new Float32Array(rows.flat()).buffer)),
  ]);

const value = (name: string, kind: number, shape: readonly (string | number)[]): Buffer => {
  const sizes = shape.map((size) => bytes(1, typeof size === 'string' ? text(2, size) : number(1, size)));
  const tensor = Buffer.concat([number(1, kind), bytes(2, Buffer.concat(sizes))]);
  return Buffer.concat([text(1, name), bytes(2, bytes(1, tensor))]);
};

const text = (field: number, given: string): Buffer => bytes(field, Buffer.from(given));

const bytes = (field: number, given: Buffer): Buffer =>
  Buffer.concat([varint(field * 8 + 2), varint(given.length), given]);

const number = (field: number, given: number): Buffer => Buffer.concat([varint(field * 8), varint(given)]);

const varint = (given: number): Buffer => {
  const out: number[] = [];
  let left = given;
  for (; left >= 128; left = Math.floor(left / 128)) out.push((left % 128) + 128);
  return Buffer.from([...out, left]);
};
