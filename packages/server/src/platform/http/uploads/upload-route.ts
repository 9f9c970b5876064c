import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { MIMEType } from 'node:util';
import { fail } from '../../failure.ts';
import { codingRefusalOf } from '../body.ts';
import { sayContinue } from '../continue.ts';
import type { Endpoint } from '../endpoint.ts';
import { goneOr, type Door } from '../foreign-route.ts';
import { urlOf } from '../path.ts';
import { queryOf, type Parsed, type ParseRequest } from '../parse.ts';
import { displayNameOf } from './display-name.ts';
import { readForm, type Form } from './form.ts';
import { watched } from './least-rate.ts';
import { lingerOn } from './linger.ts';
import { removeFile, storeFile, tooLarge, type ReceivedFile } from './received-file.ts';
import type { Uploads } from './uploads.ts';

/** What the fields and boundaries of a form may have beside the file. */
export const FORM_BYTES = 512 * 1024;

export interface UploadRouteParts {
  readonly uploads: Uploads;
  readonly door: Door;
  readonly parse: ParseRequest;
  readonly act: (request: FastifyRequest, reply: FastifyReply, parsed: Parsed, file: ReceivedFile) => Promise<unknown>;
}

/** All of it happens before the framework would begin to read the body. The file is gone when the request is answered. */
export const uploadRouteOf = (
  { contract, fileBytes = 0 }: Endpoint,
  { uploads, door, parse, act }: UploadRouteParts,
): Pick<RouteOptions, 'method' | 'url' | 'onRequest' | 'handler'> => ({
  method: contract.method,
  url: urlOf(contract),
  onRequest: async (request, reply) => {
    try {
      await door.letIn(request, reply);
      const boundary = boundaryOf(request);
      // a form says behind its file what is to be done with it; a body as it is has said it in the URL
      if (boundary === undefined) parse(request);
      const leave = uploads.places.take(request.visit.workspace ?? request.ip);
      const incoming = receive(request, uploads, { boundary, fileBytes });
      try {
        const { stay } = request.visit;
        const { file, fields, filename } = await Promise.race([incoming.form, stay.over]);
        stay.restart();
        // whoever keeps a file back may have lost meanwhile what let them in
        await door.admitAgain(request);
        const parsed = parse(request, fields && fieldsOf(queryOf(request), fields));
        const named = parsed.query as { readonly filename?: string } | undefined;
        return await act(request, reply, parsed, {
          ...file,
          filename: displayNameOf(named?.filename ?? filename ?? ''),
          fieldsIn: fields === undefined ? 'query' : 'body',
        });
      } finally {
        leave();
        void incoming.end();
      }
    } catch (error) {
      throw goneOr(error, request);
    } finally {
      lingerOn(request.raw);
    }
  },
  handler: () => {
    throw new Error('An upload is answered before it gets here');
  },
});

interface Incoming {
  readonly form: Promise<Form>;
  /** Takes no more, and leaves nothing behind. */
  end(): Promise<void>;
}

interface Receiving {
  readonly boundary: string | undefined;
  readonly fileBytes: number;
}

const receive = (request: FastifyRequest, uploads: Uploads, { boundary, fileBytes }: Receiving): Incoming => {
  const { raw, visit } = request;
  const { folder, patience } = uploads;
  const bytes = watched(raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>, {
    ...patience,
    mostBytes: fileBytes + (boundary === undefined ? 0 : FORM_BYTES),
    tooLarge: tooLarge(fileBytes),
  });
  const readBody = async (): Promise<Form> => ({
    file: await storeFile(folder, bytes, fileBytes),
    filename: undefined,
    fields: undefined,
  });
  visit.stay.allow(patience.longestMs);
  uploads.begin(raw.socket);
  sayContinue(request);
  const form = boundary === undefined ? readBody() : readForm(folder, bytes, { boundary, fileBytes });
  const done = form.finally(() => uploads.end(raw.socket));
  return {
    form: done,
    async end() {
      void bytes.return();
      await done.then(
        ({ file }) => removeFile(file),
        // it has left nothing
        () => {},
      );
    },
  };
};

/** Undefined where the body is the file. */
const boundaryOf = ({ headers }: FastifyRequest): string | undefined => {
  const refused = codingRefusalOf(headers);
  if (refused !== undefined) fail('unsupported_type', { detail: refused });
  const given = headers['content-type'] ?? 'application/octet-stream';
  const type = readType(given) ?? fail('unsupported_type', { detail: 'The Content-Type cannot be read.' });
  if (type.essence === 'application/x-www-form-urlencoded')
    fail('unsupported_type', { detail: 'Send the file as multipart/form-data, or as the body itself.' });
  if (type.type !== 'multipart') return undefined;
  if (type.subtype !== 'form-data')
    fail('unsupported_type', { detail: 'Of multipart bodies form-data alone is read.' });
  return type.params.get('boundary') ?? fail('malformed', { detail: 'The Content-Type names no boundary.' });
};

const readType = (text: string): MIMEType | undefined => {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
};

/** What the URL and the form both say is said twice, and left for the schema to refuse. */
const fieldsOf = (
  query: Readonly<Record<string, unknown>>,
  form: ReadonlyMap<string, readonly string[]>,
): Record<string, unknown> => {
  const all = new Map<string, unknown[]>(Object.entries(query).map(([name, value]) => [name, [value].flat()]));
  for (const [name, values] of form) all.set(name, [...(all.get(name) ?? []), ...values]);
  return Object.fromEntries([...all].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
};
