import type { Topic } from '@holdfast/protocol/live/topic';
import { fields } from './fields.ts';
import { html, prose, type Html } from './html.ts';

/** What can be followed on the stream of live events. */
export const topicsPart = (topics: readonly Topic[]): Html =>
  topics.length === 0
    ? html``
    : html`<h2 id="topics">topics</h2>
        <p>
          Live events come by topics on the stream <code>GET /api/v1/events?topics=a,b</code>. Each
          <code>happened</code> there names a topic, an event, and its data as below.
        </p>
        ${topics.map(topicSection)}`;

const topicSection = ({ name, scope, means, permission, events }: Topic): Html =>
  html`<section id="topic-${name}">
    <h3><code>${name}${scope === 'of-one' ? ':{id}' : ''}</code></h3>
    <p>${prose(means)}</p>
    <p class="who">Needs <code>${permission}</code>.</p>
    ${Object.entries(events).map(([event, schema]) => fields(`Event ${event}`, schema, 'output'))}
  </section>`;
