/** Cells of 32 bits in blocks: what is taken stays where it is, and nothing is copied when there are more. */
export interface Cells {
  readonly bytes: number;
  /** The address of so many cells that lie together in one block. */
  take(cells: number): number;
  write(address: number, value: number): void;
  at(address: number): { readonly cells: Uint32Array; readonly from: number };
}

const BLOCK_BITS = 16;
const BLOCK_CELLS = 1 << BLOCK_BITS;
const WITHIN_BLOCK = BLOCK_CELLS - 1;
const NOTHING = new Uint32Array(0);

export const createCells = (): Cells => {
  const blocks: Uint32Array[] = [];
  let free = 0;
  return {
    get bytes() {
      return blocks.length * BLOCK_CELLS * Uint32Array.BYTES_PER_ELEMENT;
    },
    take(cells) {
      if ((free & WITHIN_BLOCK) + cells > BLOCK_CELLS) free = (free | WITHIN_BLOCK) + 1;
      if (free >>> BLOCK_BITS >= blocks.length) blocks.push(new Uint32Array(BLOCK_CELLS));
      const address = free;
      free += cells;
      return address;
    },
    write(address, value) {
      const block = blocks[address >>> BLOCK_BITS];
      if (block !== undefined) block[address & WITHIN_BLOCK] = value;
    },
    at: (address) => ({ cells: blocks[address >>> BLOCK_BITS] ?? NOTHING, from: address & WITHIN_BLOCK }),
  };
};
