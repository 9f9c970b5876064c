import { readFileSync } from 'node:fs';

/** A request as an exporter in another language has sent it, byte for byte. */
export interface Captured {
  /** How it called itself. */
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
  /** With gRPC's prefix, where it is gRPC. */
  readonly body: Buffer;
}

const FILE = new URL('captured.json', import.meta.url);

export const readCaptured = (): readonly Captured[] =>
  // we wrote the file
  (JSON.parse(readFileSync(FILE, 'utf8')) as { from: string; headers: Captured['headers']; body: string }[]).map(
    (one) => ({ ...one, body: Buffer.from(one.body, 'base64') }),
  );
