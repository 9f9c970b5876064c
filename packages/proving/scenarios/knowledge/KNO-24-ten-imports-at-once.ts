import { importerAt, type Importer } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { together } from '../../src/load.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** One workspace sends many large files, then four others send one small one each. */
const GREEDY = 6;
const GREEDY_ROWS = 15_000;
const OTHERS = 4;
const ROWS = 3_000;
const SECONDS = 280;

interface Ended {
  readonly at: number;
  readonly id: string;
}

const timeEnd = async (importer: Importer, id: string, rows: number): Promise<Ended> => {
  const { status, counts } = await importer.ended(id, SECONDS);
  const at = performance.now();
  expectSame([status, counts.added], ['completed', rows], 'the import is completed with all of its rows');
  return { at, id };
};

export default scenario({
  id: 'KNO-24',
  kind: 'concurrency',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  claim: 'Ten imports at once in five workspaces do not mix, and no workspace waits for all imports of another.',
  capSeconds: 400,
  async run({ lab, report }) {
    const node = await lab.node();
    const greedy = importerAt(node);
    const large: string[] = [];
    for (let count = 0; count < GREEDY; count += 1) {
      const rows = numbered(GREEDY_ROWS, { from: count * GREEDY_ROWS + 1 });
      large.push((await greedy.send(tableOf(rows))).id);
    }
    const others = Array.from({ length: OTHERS }, () => importerAt(node));
    const since = performance.now();
    const small = await together(
      others.map((importer, place) => async () => {
        const rows = numbered(ROWS, { answer: `Only workspace ${place} says of` });
        return { importer, id: (await importer.send(tableOf(rows))).id };
      }),
    );
    const [ofGreedy, ofOthers] = await Promise.all([
      together(large.map((id) => () => timeEnd(greedy, id, GREEDY_ROWS))),
      together(
        small.map(
          ({ importer, id }) =>
            () =>
              timeEnd(importer, id, ROWS),
        ),
      ),
    ]);
    const lastOfOthers = Math.max(...ofOthers.map(({ at }) => at));
    const lastOfGreedy = Math.max(...ofGreedy.map(({ at }) => at));
    report.figure('the four small imports took', (lastOfOthers - since) / 1000, 's');
    report.figure('the six large ones of another took', (lastOfGreedy - since) / 1000, 's');
    const left = ofGreedy.filter(({ at }) => at > lastOfOthers).length;
    report.figure('large ones that were still to end when the small ones had', left);
    expectThat(left > 1, 'nobody waits until all imports of another have ended', { left });

    for (const [place, { importer, id }] of small.entries()) {
      const pairs = await importer.pairs();
      const own = pairs.filter(({ answer }) => answer.startsWith(`Only workspace ${place} `));
      expectSame([pairs.length, own.length], [ROWS, ROWS], 'each workspace has its own pairs and no other');
      expectAnswer(await greedy.ask('GET', `/imports/${id}`), 404, 'not_found');
    }
  },
});
