import { Pair } from '@holdfast/protocol/knowledge/pair';
import { before, jobId } from './work-data.ts';

const DAY = 86_400;

export const PAIR_ID = jobId(3_001);
export const IMPORT_ID = jobId(3_901);

const RICH = `You have **30 days** from the day the parcel arrived.

1. Open *Orders* and choose the one you want to send back.
2. Print the label. It is valid for 14 days.
3. Hand the parcel in at any counter of the carrier.

| Paid by | Money is back after |
| --- | --- |
| Card | 3 to 5 days |
| Invoice | 1 day |

Write to <help@example.com>, or see [the terms](https://example.com/terms).

\`\`\`
GET /orders/{id}/return-label
\`\`\``;

const WRITTEN: readonly Partial<Record<keyof Pair, unknown>>[] = [
  {
    question: 'How do I send something back?',
    answer: RICH,
    phrasings: ['I want to return my order', 'Can I give it back?'],
    tags: ['returns', 'orders', 'terms'],
    source: 'help-centre.csv',
    import_id: IMPORT_ID,
    language: 'en',
    version: 3,
  },
  {
    question: 'When does my parcel arrive?',
    answer: 'Within two working days. The tracking number is in the mail that says it was sent.',
    tags: ['shipping'],
    source: 'help-centre.csv',
    import_id: IMPORT_ID,
    embedding_status: 'pending',
  },
  {
    question: 'Which cards do you take?',
    answer: 'Visa, Mastercard and American Express. **No** prepaid cards.',
    tags: ['payment'],
    source: 'help-centre.csv',
    import_id: IMPORT_ID,
    embedding_status: 'failed',
  },
  {
    question: 'Is there a discount for the spring sale?',
    answer: 'Fifteen per cent with the code SPRING, on everything that is not reduced already.',
    tags: ['payment', 'campaign'],
    source: 'marketing',
    valid_until: before(2 * DAY),
  },
  {
    question: 'What changes with the new terms?',
    answer: 'From April on the label for a return is free in the whole of the EU.',
    tags: ['terms'],
    source: 'legal',
    valid_from: before(-27 * DAY),
  },
  {
    question: 'Wie kann ich etwas zurückschicken?',
    answer: 'Innerhalb von **30 Tagen**. Das Etikett steht unter *Bestellungen*.',
    tags: ['returns'],
    language: 'de',
    embedding_status: 'off',
  },
];

const pairOf = (more: Partial<Record<keyof Pair, unknown>>, index: number): Pair =>
  Pair.parse({
    id: jobId(3_001 + index),
    phrasings: [],
    tags: [],
    source: '',
    language: null,
    valid_from: null,
    valid_until: null,
    import_id: null,
    embedding_status: 'completed',
    version: 1,
    created_at: before(9 * DAY + index),
    updated_at: before(600 + 5_000 * index),
    ...more,
  });

const filler = (index: number): Partial<Record<keyof Pair, unknown>> => ({
  question: `What is the part number of spare part ${index}?`,
  answer: `It is HF-${10_000 + index}.`,
  tags: index % 3 === 0 ? ['spare parts'] : [],
  source: 'spare-parts.xlsx',
});

export const somePairs = (): Pair[] =>
  [...WRITTEN, ...Array.from({ length: 120 }, (_, index) => filler(index + 1))].map(pairOf);

/** Pairs of which everything is called the same. */
export const plantedPairs = (text: string): Pair[] =>
  [1, 2, 3].map((index) =>
    pairOf(
      {
        question: `${text} ${index}`,
        answer: `${text}\n\n<script>document.title='owned'</script>\n\n[press me](javascript:document.title='owned') ![picture](https://evil.example/x.png?leak) <a href="https://evil.example" onclick="document.title='owned'">x</a>\n\n# ${text}\n\n- ${text}\n- \`${text}\``,
        phrasings: [text],
        tags: [text.slice(0, 100)],
        source: text,
      },
      index - 1,
    ),
  );
