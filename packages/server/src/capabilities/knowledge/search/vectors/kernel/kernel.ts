import { collectRows, compareSketches } from './comparing.ts';
import { multiplyRow, toBytes } from './products.ts';
import { sketchVector } from './sketching.ts';
import { wasmModule } from './wasm-module.ts';

/**
 * What is done to every vector, for many numbers at once: JavaScript has no word for that. Addresses are those of bytes in its own
 * memory.
 */
export interface Kernel {
  readonly memory: WasmMemory;
  toBytes(floats: number, end: number, bytes: number): number;
  multiplyRow(row: number, end: number, asked: number): number;
  sketchVector(vector: number, bytes: number, flips: number, sketch: number): void;
  compareSketches(...addresses: readonly number[]): void;
  collectRows(differing: number, end: number, limit: number, row: number, to: number): number;
}

export interface WasmMemory {
  /** Another one after it has grown. */
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KiB. */
  grow(pages: number): void;
}

/** The part of it that is used: it belongs to the language's surroundings, whose types are those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

let compiled: object | undefined;

export const createKernel = (): Kernel => {
  compiled ??= new WebAssembly.Module(wasmModule({ toBytes, multiplyRow, sketchVector, compareSketches, collectRows }));
  // the functions that were named just now, and the memory that every module of ours has
  return new WebAssembly.Instance(compiled).exports as Kernel;
};
