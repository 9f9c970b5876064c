import {
  EVALUATED_EMBEDDERS,
  evaluateFiles,
  type Evaluation,
} from '../capabilities/knowledge/search/evaluation/evaluate-files.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { UsageError } from './arguments.ts';
import { EXIT, type Command } from './command.ts';

export const knowledgeCommand: Command = {
  summary: 'Measure how well search finds the right pairs, with questions that somebody judged.',
  usage:
    'knowledge evaluate PAIRS QUESTIONS [--embedder built_in|local|none] [--model FOLDER] [--encoding NAME] [--json]',
  help: `PAIRS is a file in any form that an import takes, with a column id. QUESTIONS has a line of JSON for each question:
{"query": "...", "relevant": ["id of a right pair", ...]}, with no id where nothing answers it. Neither a server nor a database is
needed, and nothing is stored. Told for keywords, meaning and both: how well the first ten are ordered (nDCG@10), the share of
right ones among them (recall@10), how often the first is right (hit@1), how well the confidence tells what can be answered from
what cannot (AUROC), and of the answers given at the threshold how many were false.

  --embedder  what makes vectors: built_in, local, or none for words alone
  --model     of local: the folder that has model.onnx and tokenizer.json, with onnxruntime-node installed beside it
  --encoding  what the text of PAIRS is written in, where it is not UTF-8: windows-1252, or auto to take the guess
  --json      print JSON`,
  words: ['evaluate'],
  paths: 2,
  flags: { embedder: 'text', model: 'text', encoding: 'text', json: 'switch' },
  run: async ({ rest, print }) => {
    const evaluation = await evaluateFiles({ ...wishOf(rest), clock: systemClock });
    print(rest.includes('--json') ? JSON.stringify(evaluation) : told(evaluation));
    return EXIT.fine;
  },
};

const wishOf = (rest: readonly string[]) => {
  const [what, pairs, questions] = rest.filter((word) => !word.startsWith('--'));
  if (what !== 'evaluate') throw new UsageError('Say what to do with knowledge: knowledge evaluate PAIRS QUESTIONS.');
  if (pairs === undefined || questions === undefined)
    throw new UsageError('Name two files: the pairs, and the questions that were judged.');
  const given = (flag: string) => rest.findLast((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
  const named = given('--embedder') ?? 'built_in';
  const embedder = EVALUATED_EMBEDDERS.find((one) => one === named);
  if (embedder === undefined) throw new UsageError(`--embedder must be built_in, local or none, not ${named}.`);
  const model = given('--model');
  if ((embedder === 'local') !== (model !== undefined))
    throw new UsageError('Name the folder of a model with --model for --embedder local, and for no other.');
  return { pairs, questions, embedder, model, encoding: given('--encoding') };
};

const told = ({ pairs, answerable, unanswerable, embedder, threshold, ways }: Evaluation): string => {
  const rows = ways.map((way) => [
    way.mode,
    way.ndcg_at_10.toFixed(3),
    way.recall_at_10.toFixed(3),
    way.hit_at_1.toFixed(3),
    way.auroc === null ? '-' : way.auroc.toFixed(3),
    `${way.answers}`,
    `${way.false_answers}`,
    `${way.answers_to_unanswerable}`,
    way.milliseconds_a_question.toFixed(2),
  ]);
  const head = ['', 'nDCG@10', 'recall@10', 'hit@1', 'AUROC', 'answers', 'false', 'to unanswerable', 'ms'];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return `${pairs} pairs, ${answerable} questions with an answer and ${unanswerable} without; embedder ${embedder}; answered from a confidence of ${threshold}

${[head, ...rows].map(line).join('\n')}`;
};
