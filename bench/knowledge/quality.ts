import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../packages/server/sample-knowledge/', import.meta.url));

/** The sample, and every folder that has a `pairs.csv` and a `queries.jsonl`, with an embedder as the command takes it. */
export const measureQuality = async (
  folders: readonly string[],
  embedder: readonly string[],
  say: (line: string) => void,
): Promise<void> => {
  const evaluate = (pairs: string, questions: string): Promise<string> => evaluateWith(embedder, pairs, questions);
  say(`\n## Quality: the sample\n\n${await evaluate(join(SAMPLE, 'pairs.csv'), join(SAMPLE, 'questions.jsonl'))}`);
  for (const folder of folders)
    say(
      `\n## Quality: ${basename(folder)}\n\n${await evaluate(join(folder, 'pairs.csv'), join(folder, 'queries.jsonl'))}`,
    );
};

const evaluateWith = async (embedder: readonly string[], pairs: string, questions: string): Promise<string> => {
  const child = spawn(process.execPath, [MAIN, 'knowledge', 'evaluate', pairs, questions, ...embedder], {
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`evaluating ${pairs} ended with ${code}`);
  return String(Buffer.concat(chunks)).trimEnd();
};
