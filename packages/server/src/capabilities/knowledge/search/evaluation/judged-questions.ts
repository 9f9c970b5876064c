import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { OperatorError } from '../../../../platform/operator-error.ts';

/** A question that somebody judged, with the ids of the pairs that answer it; none where nothing does. */
export const JudgedQuestion = z.object({ query: z.string().min(1), relevant: z.array(z.string()) });
export type JudgedQuestion = z.infer<typeof JudgedQuestion>;

/** One question a line, as JSON. Further members are not looked at. */
export const readJudgedQuestions = async (path: string): Promise<readonly JudgedQuestion[]> => {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(line, `${path}, line ${at + 1}`)]));
};

const parseLine = (line: string, place: string): JudgedQuestion => {
  const parsed = JudgedQuestion.safeParse(jsonOf(line, place));
  if (parsed.success) return parsed.data;
  throw new OperatorError(`${place} must be {"query": "...", "relevant": ["id", ...]}.`);
};

const jsonOf = (line: string, place: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new OperatorError(`${place} is no JSON.`, { cause });
  }
};
