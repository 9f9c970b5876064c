import { READING_LIMITS } from './limits.ts';
import type { ReadBatch, ReadFile, ReadRequest, SurveyFile } from './reading.ts';
import type { ThreadTask } from './thread/messages.ts';
import { unpackRows } from './thread/pack-rows.ts';
import { startThread } from './thread/start-thread.ts';
import type { ReadingThread, Word } from './thread/start-thread.ts';

export const readFile: ReadFile = async (request) => {
  const thread = startThread(taskOf('read', request), request.signal);
  try {
    const { found } = await wordOf(thread, 'found');
    return { found, batches: batchesOf(thread), close: () => thread.close() };
  } catch (error) {
    await thread.close();
    throw error;
  }
};

export const surveyFile: SurveyFile = async (request) => {
  const thread = startThread(taskOf('survey', request), request.signal);
  try {
    const { survey } = await wordOf(thread, 'surveyed');
    return survey;
  } finally {
    await thread.close();
  }
};

const taskOf = (what: ThreadTask['what'], request: ReadRequest): ThreadTask => {
  const { path, filename, encoding, mapping, skipRows = 0, limits } = request;
  return { what, request: { path, filename, encoding, mapping, skipRows }, limits: { ...READING_LIMITS, ...limits } };
};

const wordOf = async <Kind extends Word['kind']>(
  thread: ReadingThread,
  kind: Kind,
): Promise<Extract<Word, { kind: Kind }>> => {
  const word = await thread.next();
  if (word.kind !== kind) throw new Error(`The thread that reads a file said ${word.kind} instead of ${kind}`);
  // its kind was just compared
  return word as Extract<Word, { kind: Kind }>;
};

async function* batchesOf(thread: ReadingThread): AsyncGenerator<ReadBatch> {
  try {
    for (let word = await thread.next(); word.kind !== 'ended'; word = await thread.next()) {
      if (word.kind !== 'rows') throw new Error(`The thread that reads a file said ${word.kind} among rows`);
      thread.goOn();
      yield { rows: unpackRows(word.packed) };
    }
  } finally {
    await thread.close();
  }
}
