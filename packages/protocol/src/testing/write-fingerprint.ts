import { writeFile } from 'node:fs/promises';
import { fingerprintOfWire } from './fingerprint.ts';

/** `node packages/protocol/src/testing/write-fingerprint.ts`, after PROTOCOL_VERSION was raised. */
await writeFile(
  new URL('../fingerprint.json', import.meta.url),
  `${JSON.stringify(fingerprintOfWire(), undefined, 2)}\n`,
);
