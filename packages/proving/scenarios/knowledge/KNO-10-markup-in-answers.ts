import { setUpInstance } from '../../src/identity/instance.ts';
import { everywhere, keepPair, PAIRS } from '../../src/knowledge/pair-texts.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const MARKUP = [
  `<script>document.title = 'owned'</script>`,
  `<img src=x onerror="document.title='owned'">`,
  `<svg/onload=alert(1)>`,
  `[click](javascript:alert(1))`,
  `<a href="java&#x09;script:alert(1)">here</a>`,
  `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `</textarea></title></style></script><script>alert(1)</script>`,
  `![x](https://tracker.example.com/pixel.gif?who=me)`,
  `{{constructor.constructor('alert(1)')()}}`,
  `&lt;script&gt;alert(1)&lt;/script&gt;`,
  `\u202e<b onmouseover=alert(1)>`,
] as const;

/** As programs read them; a browser shows none of them as a page. */
const TYPES = /^(application\/json|application\/problem\+json|text\/csv|application\/x-ndjson)(;|$)/u;

export default scenario({
  id: 'KNO-10',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Markup, scripts and links that run are kept in a pair word for word, and nothing that answers with them is a page: not as JSON, as a problem or as a file, and nothing in it may run. A test with a real browser shows them in the console.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product' });
    const key = await (await setUpInstance(node)).first.key(['knowledge:read', 'knowledge:write']);
    let answers = 0;
    for (const markup of MARKUP) {
      const texts = everywhere(markup);
      const { id } = await keepPair(key, texts);
      const text = encodeURIComponent(markup);
      const paths = [
        `${PAIRS}/${id}`,
        `${PAIRS}/${id}/history`,
        `${PAIRS}?text=${text}`,
        `${PAIRS}?sort=${text}`,
        `${PAIRS}/${text}`,
        '/api/v1/knowledge/tags',
        ...['csv', 'spreadsheet', 'jsonl'].map((format) => `${PAIRS}/export?format=${format}`),
      ];
      // as a browser asks that is led there by a link
      const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-dest': 'document' };
      for (const path of paths) {
        const answer = await key.ask('GET', path, { headers });
        const type = answer.headers.get('content-type') ?? '';
        expectThat(TYPES.test(type), `${path} is answered as what no browser shows as a page`, { type });
        expectSame(answer.headers.get('x-content-type-options'), 'nosniff', 'and its type is not guessed');
        const policy = answer.headers.get('content-security-policy') ?? '';
        expectThat(/default-src 'none'/u.test(policy), 'and nothing in it may run', { policy });
        answers += 1;
      }
      expectAnswer(await key.ask('POST', PAIRS, { body: texts }), 409, 'question_taken');
    }
    report.figure('answers', answers);
  },
});
