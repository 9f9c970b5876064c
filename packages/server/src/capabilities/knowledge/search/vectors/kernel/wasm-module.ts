import { unsigned, type Code, type NumberType } from './instructions.ts';

/** A function of a module: what it takes, what it keeps besides, and what it does. */
export interface WasmFunction {
  readonly takes: readonly NumberType[];
  readonly keeps: readonly NumberType[];
  readonly gives: NumberType | undefined;
  /** Written when a module is made of it. */
  code(): Code;
}

/** What a function takes or keeps. */
export interface Local {
  readonly value: Code;
  set(value: Code): Code;
}

type Types<Name extends string> = Readonly<Record<Name, NumberType>>;

export interface Description<Taken extends string, Kept extends string> {
  readonly takes: Types<Taken>;
  readonly keeps: Types<Kept>;
  readonly gives?: NumberType;
  readonly does: (locals: Readonly<Record<Taken | Kept, Local>>) => readonly Code[];
}

export const wasmFunction = <Taken extends string, Kept extends string>({
  takes,
  keeps,
  gives,
  does,
}: Description<Taken, Kept>): WasmFunction => {
  const names = [...Object.keys(takes), ...Object.keys(keeps)];
  const locals = Object.fromEntries(names.map((name, number) => [name, localOf(number)]));
  return {
    takes: Object.values(takes),
    keeps: Object.values(keeps),
    gives,
    // each name of both was just given one
    code: () => does(locals as Record<Taken | Kept, Local>).flat(),
  };
};

const localOf = (number: number): Local => ({
  value: [0x20, ...unsigned(number)],
  set: (value) => [...value, 0x21, ...unsigned(number)],
});

const TYPES: Readonly<Record<NumberType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, v128: 0x7b };
const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** The bytes of a module with these functions, and with one memory that is called `memory`. */
export const wasmModule = (functions: Readonly<Record<string, WasmFunction>>): Uint8Array<ArrayBuffer> => {
  const all = Object.values(functions);
  const exported = Object.keys(functions).map((name, number) => [...text(name), 0x00, ...unsigned(number)]);
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(
      1,
      all.map(({ takes, gives }) => [0x60, ...types(takes), ...types(gives === undefined ? [] : [gives])]),
    ),
    ...section(
      3,
      all.map((_, number) => unsigned(number)),
    ),
    ...section(5, [[0x00, 0x01]]),
    ...section(7, [[...text('memory'), 0x02, 0x00], ...exported]),
    ...section(10, all.map(bodyOf)),
  ]);
};

const bodyOf = ({ keeps, code }: WasmFunction): Code => {
  const body = [...list(keeps.map((type) => [1, TYPES[type]])), ...code(), 0x0b];
  return [...unsigned(body.length), ...body];
};

const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const types = (of: readonly NumberType[]): Code => list(of.map((type) => [TYPES[type]]));
const text = (words: string): Code => list([...Buffer.from(words)].map((byte) => [byte]));

const section = (id: number, items: readonly Code[]): Code => {
  const content = list(items);
  return [id, ...unsigned(content.length), ...content];
};
