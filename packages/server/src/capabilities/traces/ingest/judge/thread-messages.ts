import type { MediaType, ReadRequest } from '../../otlp/request/read-request.ts';

/** What the thread is given. */
export interface Asked {
  readonly id: number;
  readonly type: MediaType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Readable = Extract<ReadRequest, { kind: 'readable' }>;

/** What it gives back: its bytes are all of their memory. */
export interface Told {
  readonly id: number;
  readonly read:
    | Exclude<ReadRequest, { kind: 'readable' }>
    | (Omit<Readable, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> });
}
