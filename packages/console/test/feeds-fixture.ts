import {
  addFeed,
  changeFeed,
  Feed,
  type FeedPull,
  getFeed,
  listFeedPulls,
  listFeeds,
  pauseFeed,
  pullFeed,
  removeFeed,
  resumeFeed,
  tryFeed,
} from '@holdfast/protocol/knowledge/feeds';
import type { ColumnMapping } from '@holdfast/protocol/knowledge/imports';
import { pullOf, someFeeds, somePulls } from './feeds-data.ts';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { ADA } from './identity-data.ts';
import { READING } from './imports-data.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

/** The feed that is added. */
export const ADDED_FEED = jobId(4_900);

interface Tried {
  readonly url: string;
  readonly encoding: string | null;
  readonly mapping: ColumnMapping | null;
}

const refuseTried = ({ url, encoding, mapping }: Tried): void => {
  if (url.includes('nowhere'))
    ApiProblem.raise(502, 'outbound_failed', 'The name nowhere.example.com cannot be resolved. Look at its spelling.');
  if (url.includes('unclear') && encoding === null)
    ApiProblem.raiseWith(
      { guess: 'windows-1252', preview: 'Wie hei\u00dft das?' },
      422,
      'encoding_unclear',
      'The file is not valid UTF-8 and does not say what it is.',
    );
  if (url.includes('foreign') && mapping === null)
    ApiProblem.raiseWith({ columns: READING.columns }, 422, 'invalid', 'Nobody can tell which column is the question.');
};

const trialOf = ({ mapping, encoding }: Tried) => ({
  status: 200,
  content_type: 'text/csv; charset=utf-8',
  conditional: true,
  found: {
    dry_run: true,
    filename: 'faq.csv',
    bytes: 48_213,
    sha256: '9f2c'.repeat(16),
    reading: {
      ...READING,
      encoding: encoding ?? 'utf-8',
      encoding_by: encoding === null ? 'validity' : 'declared',
      mapping: mapping ?? READING.mapping,
      mapping_by: mapping === null ? 'names' : 'caller',
    },
    rows: 120,
    rejected: 5,
    sample: [
      {
        row: 1,
        line: 2,
        question: 'Wie kann ich etwas zur\u00fcckschicken?',
        answer: 'Innerhalb von 30 Tagen.',
        phrasings: [],
        tags: ['returns'],
      },
    ],
    problems: [{ row: 4, line: 5, entry: null, code: 'empty_answer', message: 'The answer is empty.' }],
    same_as: null,
  },
});

/** Feeds that are added, tried, pulled, paused and removed. */
export const feedRoutes = (isEmpty: boolean, text: string | undefined): readonly FixtureRoute[] => {
  const pulls: FeedPull[] = isEmpty ? [] : somePulls(text);
  const feeds = kept<Feed>(isEmpty ? [] : someFeeds(text));
  const shown = (feed: Feed): Feed => ({
    ...feed,
    latest_pull: pulls.find(({ feed_id: of }) => of === feed.id) ?? null,
  });
  return [
    route(tryFeed, ({ body }) => {
      refuseTried(body as Tried);
      return trialOf(body as Tried);
    }),
    route(listFeeds, () => {
      const { items, next_cursor } = feeds.list();
      return { items: items.map(shown), next_cursor };
    }),
    route(addFeed, ({ body }) => {
      const { header, retry: _retry, ...said } = body as { header: { name: string } | null; retry: object };
      return feeds.add(
        Feed.parse({
          ...said,
          id: ADDED_FEED,
          header: header === null ? null : { name: header.name, set_at: before(0) },
          retry: { attempts: 5, first_pause_seconds: 1, timeout_seconds: 30 },
          next_pull_at: before(-3_600),
          health: { status: 'new', last_success_at: null, failing_since: null, dead_letters: 0 },
          latest_pull: null,
          created_by: { kind: 'member', id: ADA, name: 'Ada Lovelace' },
          created_at: before(0),
          version: 1,
        }),
      );
    }),
    route(getFeed, ({ id }) => shown(feeds.find(id))),
    route(changeFeed, ({ id, body, headers }) => {
      const { header, ...said } = body as { header?: { name: string; value: string } | null };
      const more = header === undefined ? {} : { header: header && { name: header.name, set_at: before(0) } };
      return shown(feeds.change(id, { ...said, ...more }, headers['if-match']));
    }),
    route(removeFeed, ({ id }) => feeds.remove(id)),
    route(pauseFeed, ({ id }) => shown(feeds.change(id, { paused: true, next_pull_at: null }))),
    route(resumeFeed, ({ id }) => shown(feeds.change(id, { paused: false, next_pull_at: before(-60) }))),
    route(pullFeed, ({ id, search }) => {
      const pull = pullOf({
        id: jobId(4_950),
        feed_id: id,
        cause: 'hand',
        whole: search.get('whole') === 'true',
        status: 'pending',
        attempts: [],
        next_attempt_at: before(0),
        import_id: null,
        import_status: null,
        created_at: before(0),
        ended_at: null,
      });
      pulls.unshift(pull);
      return pull;
    }),
    route(listFeedPulls, ({ id, search }) => {
      feeds.find(id);
      const wanted = search.get('status');
      const items = pulls.filter(({ feed_id: of, status }) => of === id && (wanted === null || wanted === status));
      return { items, next_cursor: null };
    }),
  ];
};
