import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { importerAt, type Importer } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const OLD = 1_500;
const NEW = 1_500;
const EDITED = 3;

const answersOf = async (importer: Importer): Promise<Map<string, string>> =>
  new Map((await importer.pairs()).map(({ question, answer }) => [question, answer]));

const inOrder = (answers: ReadonlyMap<string, string>): string[] =>
  [...answers].map(([question, answer]) => `${question} ${answer}`).toSorted();

/** Of pairs that the import added and of such that it changed, some are changed by hand afterwards. */
const editSome = async (importer: Importer): Promise<readonly Pair[]> => {
  const pairs = await importer.pairs();
  const edited = [...pairs.slice(0, EDITED), ...pairs.slice(-EDITED)];
  for (const { id, version } of edited) {
    const headers = { 'if-match': `"${version}"` };
    expectAnswer(await importer.ask('PATCH', `/pairs/${id}`, { body: { answer: 'By hand.' }, headers }), 200);
  }
  return edited;
};

export default scenario({
  id: 'KNO-22',
  kind: 'rollback',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'An import can be taken back: what it added is gone, what it changed says again what it said, and what people have changed since is kept and counted.',
  async run({ lab, report }) {
    const importer = importerAt(await lab.node());
    await importer.run(tableOf(numbered(OLD)));
    const before = await answersOf(importer);
    const rows = [...numbered(OLD, { answer: 'Now it is' }), ...numbered(NEW, { from: OLD + 1 })];
    const job = await importer.run(tableOf(rows));
    expectSame([job.counts.changed, job.counts.added], [OLD, NEW], 'the import changed and added what it was to');
    const edited = await editSome(importer);

    const undone = await importer.undo(job.id);
    const { removed, restored, kept } = undone.undo ?? {};
    expectSame([removed, restored, kept], [NEW - EDITED, OLD - EDITED, 2 * EDITED], 'what was done is counted');
    const expected = new Map(before);
    for (const { question } of edited) expected.set(question, 'By hand.');
    const after = await answersOf(importer);
    expectSame(inOrder(after), inOrder(expected), 'every pair is what it was, or what people made of it');
    expectSame(undone.counts, job.counts, 'what the import had done is still told');

    const [first] = edited;
    const history = expectBody<{ items: unknown[] }>(await importer.ask('GET', `/pairs/${first?.id}/history`), 200);
    expectSame(history.items.length, 3, 'the history of a pair has all that it was');
    report.figure('pairs taken back', (removed ?? 0) + (restored ?? 0));
    report.figure('later edits kept', kept ?? 0);
  },
});
