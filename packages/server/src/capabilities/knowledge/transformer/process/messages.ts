import type { TextKind } from '../../embedding/embedders/embedder.ts';
import type { ModelFiles } from '../model-files.ts';

/** What the process is to know before it begins. */
export interface Beginning {
  readonly files: ModelFiles;
  /** Where the runtime lies. */
  readonly runtime: string;
  readonly threads: number;
}

export interface EmbedSome {
  readonly kind: 'embed';
  readonly texts: readonly string[];
  readonly as: TextKind;
}

/** What the server's process says. One thing at a time is asked for. */
export type ToModel = { readonly kind: 'begin'; readonly beginning: Beginning } | EmbedSome;

export type FromModel =
  | { readonly kind: 'opened'; readonly fingerprint: string; readonly dimensions: number }
  /** The files cannot be used, as they are. */
  | { readonly kind: 'unusable'; readonly why: string }
  | { readonly kind: 'embedded'; readonly vectors: readonly (Float32Array | undefined)[] }
  | { readonly kind: 'failed'; readonly why: string };
