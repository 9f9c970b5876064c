import { NOT_FOUND, SKETCH_BITS, SKETCH_BYTES } from './kernel/comparing.ts';
import { createKernel, type Kernel } from './kernel/kernel.ts';
import { STEP } from './kernel/products.ts';
import { TURNS } from './kernel/sketching.ts';

/** Where what belongs to a block of rows lies in the memory of a kernel. */
export interface Block {
  readonly numbers: number;
  readonly scales: number;
  readonly sketches: number;
  readonly differing: number;
  readonly held: number;
  readonly shown: number;
  readonly mayBeFound: number;
}

/** The memory of one index of vectors: what a question needs, and rows in blocks. Nothing is copied when there are more. */
export interface VectorRoom {
  readonly kernel: Kernel;
  readonly bytes: number;
  /** Of a row: its numbers and some that are 0. */
  readonly rowBytes: number;
  /** How many floats a vector has that is sketched. */
  readonly turnedSize: number;
  readonly asked: { readonly numbers: number; readonly sketch: number };
  readonly counts: number;
  readonly vector: number;
  readonly flips: number;
  readonly found: number;
  /** How many rows there is room for. */
  readonly rows: number;
  blockOf(row: number): Block;
  makeRoomFor(row: number): void;
  /** The whole memory. Another view after there was made room. */
  readonly as: {
    readonly bytes: Int8Array;
    readonly shorts: Int16Array;
    readonly words: Uint32Array;
    readonly floats: Float32Array;
  };
}

const BLOCK_BITS = 10;
export const BLOCK_ROWS = 1 << BLOCK_BITS;
export const withinBlock = (row: number): number => row & (BLOCK_ROWS - 1);

const PAGE_BYTES = 65_536;
const FLOAT_BYTES = 4;
const SHORT_BYTES = 2;

export const createVectorRoom = (dimensions: number): VectorRoom => {
  const kernel = createKernel();
  const rowBytes = Math.ceil(dimensions / STEP) * STEP;
  const turnedSize = 2 ** Math.ceil(Math.log2(Math.max(SKETCH_BITS, rowBytes)));
  const head = createLayout();
  const asked = { numbers: head.take(rowBytes * SHORT_BYTES), sketch: head.take(SKETCH_BYTES) };
  const counts = head.take((NOT_FOUND + 1) * FLOAT_BYTES);
  const vector = head.take(turnedSize * FLOAT_BYTES);
  const flips = head.take(TURNS * turnedSize * FLOAT_BYTES);
  const found = head.take(BLOCK_ROWS * FLOAT_BYTES);
  const blocks: Block[] = [];
  let end = head.end();
  let as = viewsOf(kernel);

  const reach = (bytes: number): void => {
    const missing = bytes - kernel.memory.buffer.byteLength;
    if (missing <= 0) return;
    kernel.memory.grow(Math.ceil(missing / PAGE_BYTES));
    as = viewsOf(kernel);
  };
  const addBlock = (): void => {
    const layout = createLayout(end);
    blocks.push({
      numbers: layout.take(BLOCK_ROWS * rowBytes),
      scales: layout.take(BLOCK_ROWS * FLOAT_BYTES),
      sketches: layout.take(BLOCK_ROWS * SKETCH_BYTES),
      differing: layout.take(BLOCK_ROWS * SHORT_BYTES),
      held: layout.take(BLOCK_ROWS),
      shown: layout.take(BLOCK_ROWS),
      mayBeFound: layout.take(BLOCK_ROWS),
    });
    end = layout.end();
    reach(end);
  };

  reach(end);
  return {
    ...{ kernel, rowBytes, turnedSize, asked, counts, vector, flips, found },
    get bytes() {
      return kernel.memory.buffer.byteLength;
    },
    get rows() {
      return blocks.length * BLOCK_ROWS;
    },
    blockOf(row) {
      const block = blocks[row >>> BLOCK_BITS];
      if (block === undefined) throw new Error(`There is no room for the vector of row ${row}`);
      return block;
    },
    makeRoomFor(row) {
      while (blocks.length <= row >>> BLOCK_BITS) addBlock();
    },
    get as() {
      return as;
    },
  };
};

/** Stretches of memory one after the other, each where many numbers can be read at once. */
const createLayout = (from = 0) => {
  let end = from;
  return {
    take(bytes: number): number {
      const address = end;
      end += Math.ceil(bytes / STEP) * STEP;
      return address;
    },
    end: () => end,
  };
};

const viewsOf = ({ memory: { buffer } }: Kernel): VectorRoom['as'] => ({
  bytes: new Int8Array(buffer),
  shorts: new Int16Array(buffer),
  words: new Uint32Array(buffer),
  floats: new Float32Array(buffer),
});
