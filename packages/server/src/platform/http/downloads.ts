import type { FileType } from '@holdfast/protocol/contract';
import type { FastifyReply } from 'fastify';
import { dispositionOf } from './disposition.ts';
import { drained, endInTime, headersSoFar } from './long-answer.ts';
import type { Patience } from './patience.ts';
import type { Visit } from './visit.ts';

/** A file that is made while it is read. */
export interface Download {
  readonly filename: string;
  readonly type: FileType;
  /** Not asked for the next before there is room for it. */
  readonly chunks: AsyncIterable<string>;
}

/** Sends a file. What fails before its first chunk is a failure like any other; what fails later cuts the line. */
export type SendDownload = (reply: FastifyReply, visit: Visit, handled: Promise<unknown>) => Promise<void>;

/** Small chunks are sent together. */
const TOGETHER_CHARACTERS = 32 * 1024;

export const createDownloads =
  ({ slowReaderMs }: Pick<Patience, 'slowReaderMs'>): SendDownload =>
  async (reply, visit, handled) => {
    const { over } = visit.stay;
    const { filename, type, chunks } = (await Promise.race([handled, over])) as Download;
    const iterator = together(chunks)[Symbol.asyncIterator]();
    let step = await Promise.race([iterator.next(), over]).catch((error: unknown) => {
      void iterator.return?.().catch(() => {});
      throw error;
    });
    const { raw } = reply.hijack();
    raw.writeHead(200, {
      ...headersSoFar(reply),
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': dispositionOf(filename),
    });
    try {
      while (step.done !== true) {
        if (!raw.write(step.value)) await drained(raw, slowReaderMs, over);
        step = await Promise.race([iterator.next(), over]);
      }
      endInTime(raw, slowReaderMs);
    } catch (error) {
      if (!visit.signal.aborted) visit.log.warn({ error }, 'A file was not sent to its end.');
      // without the last chunk its reader knows that it is not whole
      raw.destroy();
      void iterator.return?.().catch(() => {});
    }
  };

async function* together(chunks: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let held = '';
  for await (const chunk of chunks) {
    held += chunk;
    if (held.length < TOGETHER_CHARACTERS) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}
