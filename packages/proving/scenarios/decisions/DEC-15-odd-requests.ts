import type { Decision } from '@holdfast/protocol/decisions/decision';
import { setUpInstance } from '../../src/identity/instance.ts';
import { A_REFUND, DECISIONS, openHouse, read } from '../../src/decisions/house.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const nested = (levels: number): string => `{"a":`.repeat(levels) + '1' + '}'.repeat(levels);
const raw = (more: string): string => `{"kind":"refund","title":"t","arguments":${more}}`;

const ODD: readonly (readonly [what: string, body: string | object, statuses: readonly number[], headers?: object])[] =
  [
    ['no JSON', '{"kind":', [400]],
    ['nothing', '', [400, 422]],
    ['a list', [], [422]],
    ['another type', 'kind=refund', [415], { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type', 'refund', [415], { 'content-type': 'text/plain' }],
    ['a million levels', raw(nested(100_000)), [400, 422]],
    ['33 levels', raw(nested(33)), [422]],
    ['an infinite number', raw('{"a":1e999}'), [422]],
    ['a rounded number', raw('{"a":12345678901234567890}'), [422]],
    ['half a surrogate pair', raw(String.raw`{"a":"\ud800"}`), [422]],
    ['a NUL', raw(String.raw`{"a":"\u0000"}`), [422]],
    ['a key that JavaScript would take for more', raw('{"__proto__":{"x":1}}'), [400]],
    ['a title of 301', { ...A_REFUND, title: 'x'.repeat(301) }, [422]],
    ['arguments of 65 KiB', { ...A_REFUND, arguments: { a: 'x'.repeat(65 * 1024) } }, [422]],
    ['two megabytes', { ...A_REFUND, arguments: { a: 'x'.repeat(2 * 1024 * 1024) } }, [413]],
    [
      '51 pieces of evidence',
      { ...A_REFUND, evidence: Array.from({ length: 51 }, () => ({ title: 't', content: 'c', origin: 'o' })) },
      [422],
    ],
  ];

export default scenario({
  id: 'DEC-15',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'Whatever is sent is kept as it is, to the last character, or refused with a problem that says why; no request ends in an error of ours.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { agent } = await openHouse(await setUpInstance(node), 'Odd');
    for (const [what, body, statuses, headers = JSON_TYPE] of ODD) {
      const answer = await agent.ask('POST', DECISIONS, { body, headers: headers as Record<string, string> });
      expectThat(statuses.includes(answer.status), `${what} is refused`, { status: answer.status, body: answer.body });
      expectThat(typeof (answer.body as { detail?: unknown }).detail === 'string', `${what}: the problem says why`);
    }
    report.figure('odd requests', ODD.length);

    const unicode = [
      '\u202eevil',
      '\u{1f469}\u200d\u{1f680}',
      '\ufeffBOM',
      'e\u0301 \u00e9',
      '\u0007bell',
      '<img src=x onerror=1>',
      "'; drop table x",
      '\u{10ffff}',
    ];
    for (const text of unicode) {
      const body = {
        ...A_REFUND,
        title: text,
        arguments: { [text]: [text, { [text]: text }] },
        evidence: [{ title: text, content: text, origin: text }],
        agent: text,
      };
      const { id } = expectBody<Decision>(await agent.ask('POST', DECISIONS, { body }), 201);
      const kept = await read(agent, { id });
      expectSame(
        [kept.title, kept.arguments, kept.evidence[0]?.content, kept.agent],
        [text, body.arguments, text, text],
        'every character comes back as it went in',
      );
    }
  },
});
