import { downloadSample } from '@holdfast/protocol/knowledge/sample';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Download } from '../../../platform/http/downloads.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';

/** Of our own writing; search is measured with it as well. */
const FILE = fileURLToPath(new URL('../../../../sample-knowledge/pairs.csv', import.meta.url));

export const sampleRoutes = (): readonly Endpoint[] => [
  on(downloadSample, async (): Promise<Download> => ({
    filename: 'about-holdfast.csv',
    type: 'text/csv',
    chunks: createReadStream(FILE, 'utf8') as AsyncIterable<string>,
  })),
];
