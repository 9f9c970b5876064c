import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pathOf } from './path.ts';
import { PAGE_HEADERS } from './security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

interface StaticFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
  readonly cacheControl: string;
}

const compress = promisify(gzip);
/** The build names what is in here by its contents. */
const HASHED = '/assets/';

/**
 * Serves the files of a folder, all read once: a request looks up a name and never touches the disk, so no path can lead elsewhere.
 * A page of the app that is loaded directly gets index.html.
 */
export const serveFolder = async (
  app: FastifyInstance,
  folder: string,
  isPage: (path: string) => boolean,
): Promise<boolean> => {
  const files = await readFolder(folder);
  const index = files.get('/index.html');
  if (index === undefined) return false;

  for (const [path, file] of files) app.get(path, (request, reply) => sendFile(request, reply, file));
  app.get('/', (request, reply) => sendFile(request, reply, index));
  app.get('/*', (request, reply) => {
    if (isPage(pathOf(request)) && request.headers.accept?.includes('text/html') === true)
      return sendFile(request, reply, index);
    return reply.callNotFound();
  });
  return true;
};

const readFolder = async (folder: string): Promise<Map<string, StaticFile>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined);
  return new Map(await Promise.all(files.map(async (entry) => readOne(folder, join(entry.parentPath, entry.name)))));
};

const readOne = async (folder: string, path: string): Promise<[string, StaticFile]> => {
  const plain = await readFile(path);
  const name = `/${relative(folder, path).split(sep).join('/')}`;
  return [
    name,
    {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      plain,
      zipped: await compress(plain),
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      cacheControl: name.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  ];
};

const sendFile = (request: FastifyRequest, reply: FastifyReply, file: StaticFile): FastifyReply => {
  reply.headers({ ...PAGE_HEADERS, etag: file.etag, 'cache-control': file.cacheControl, vary: 'accept-encoding' });
  if (has(request.headers['if-none-match'], file.etag)) return reply.code(304).send();
  const zip = takesGzip(request.headers['accept-encoding']);
  if (zip) reply.header('content-encoding', 'gzip');
  return reply.header('content-type', file.type).send(zip ? file.zipped : file.plain);
};

/** A proxy that compressed a file has marked its tag as weak; the file behind it is the same. */
const has = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true;

const takesGzip = (acceptEncoding = ''): boolean =>
  acceptEncoding.split(',').some((one) => {
    const [coding, weight = 'q=1'] = one.toLowerCase().split(';', 2);
    return coding?.trim() === 'gzip' && Number(weight.replace(/^\s*q\s*=/, '')) > 0;
  });
