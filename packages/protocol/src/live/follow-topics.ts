import { z } from 'zod';
import { contract } from '../contract.ts';
import { TOPICS } from './topics.ts';

export const MOST_TOPICS = 50;

/** What can be followed, for the documents. */
const catalogue = TOPICS.map(
  ({ name, scope, permission, events, means }) =>
    `\`${name}${scope === 'all' ? '' : ':{id}'}\` (${permission}; ${Object.keys(events).join(', ')}): ${means}`,
).join(' ');

/** `decisions`, or `imports:0198c0de-...` for a topic that is about one thing. */
const TOPIC = /^[a-z][a-z_]{0,49}(:[0-9a-f-]{36})?$/;

export const followTopics = contract({
  name: 'live.follow',
  method: 'GET',
  path: '/api/v1/events',
  summary: 'What happens in the workspace, by topics, as one stream.',
  permission: { signedIn: 'each topic names the permission that following it needs' },
  query: z.strictObject({
    topics: z
      .string()
      .min(1)
      .max(MOST_TOPICS * 90)
      .describe(`Up to ${MOST_TOPICS}, separated by commas. ${catalogue}`)
      .refine((value) => value.split(',').length <= MOST_TOPICS, { error: `must name ${MOST_TOPICS} topics at most` })
      .refine((value) => value.split(',').every((one) => TOPIC.test(one)), {
        error: 'must be topics separated by commas, each a name, or a name, a colon and an id',
      }),
  }),
  answers: {},
  events: {
    happened: z.strictObject({
      topic: z.string(),
      event: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
    following: z.strictObject({ topics: z.array(z.string()) }),
    missed: z
      .strictObject({ topics: z.array(z.string()) })
      .describe('Events of these topics may have been missed: load anew what you show.'),
  },
  failures: ['forbidden', 'invalid'],
});
