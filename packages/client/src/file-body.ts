/** A file to send: all of it, or as it is made. */
export type FileBody = Blob | ReadableStream<Uint8Array>;
