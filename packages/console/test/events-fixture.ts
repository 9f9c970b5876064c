import { decisionsTopic } from '@holdfast/protocol/decisions/decisions-topic';
import { type KnowledgeChange, knowledgeTopic } from '@holdfast/protocol/knowledge/knowledge-topic';
import { followTopics } from '@holdfast/protocol/live/follow-topics';
import { tracesTopic } from '@holdfast/protocol/traces/traces-topic';
import { workTopic } from '@holdfast/protocol/work/work-topic';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { before } from './work-data.ts';
import { problemOf } from './readiness-scripts.ts';

/** The fixture's stream of live events. */
export interface EventsFixture {
  /** Tells everybody who follows that jobs of a queue moved. */
  readonly tell: (queue: string) => void;
  /** Tells everybody who follows that spans came. */
  readonly tellSpans: () => void;
  /** Tells everybody who follows that something of what is known changed. */
  readonly tellKnowledge: (what: KnowledgeChange) => void;
  /** Tells everybody who follows that something was done with a decision. */
  readonly tellDecisions: (id: string) => void;
  /** From now on nobody may follow, with this status; those who do lose their line. Undefined ends that. */
  readonly refuse: (status: number | undefined) => void;
  /** How many follow. */
  readonly followers: () => number;
  readonly cut: () => void;
  /** True when the request was for the stream. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
}

type Events = typeof followTopics.events;

export const eventsFixture = (): EventsFixture => {
  const open = new Set<ServerResponse>();
  let refusal: number | undefined;
  let told = 0;

  const write = (response: ServerResponse, event: keyof Events, data: unknown): void => {
    told += 1;
    response.write(`id: ${told}\nevent: ${event}\ndata: ${JSON.stringify(followTopics.events[event].parse(data))}\n\n`);
  };
  const cut = (): void => {
    for (const response of open) response.destroy();
  };

  return {
    cut,
    followers: () => open.size,
    refuse: (status) => {
      refusal = status;
      if (status !== undefined) cut();
    },
    tell: (queue) => {
      const data = workTopic.events.changed.parse({ queue });
      for (const response of open) write(response, 'happened', { topic: workTopic.name, event: 'changed', data });
    },
    tellSpans: () => {
      const data = tracesTopic.events.changed.parse({ visible: before(0) });
      for (const response of open) write(response, 'happened', { topic: tracesTopic.name, event: 'changed', data });
    },
    tellKnowledge: (what) => {
      const data = knowledgeTopic.events.changed.parse({ what });
      for (const response of open) write(response, 'happened', { topic: knowledgeTopic.name, event: 'changed', data });
    },
    tellDecisions: (id) => {
      const data = decisionsTopic.events.changed.parse({ decision_id: id, status: 'pending', version: 9 });
      for (const response of open) write(response, 'happened', { topic: decisionsTopic.name, event: 'changed', data });
    },
    answer: (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fixture');
      if (pathname !== followTopics.path) return false;
      if (refusal !== undefined) {
        response
          .writeHead(refusal, { 'content-type': 'application/problem+json' })
          .end(JSON.stringify({ ...problemOf('forbidden'), status: refusal }));
        return true;
      }
      const { topics } = followTopics.query.parse(Object.fromEntries(searchParams));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      open.add(response);
      response.on('close', () => open.delete(response));
      write(response, 'following', { topics: topics.split(',') });
      return true;
    },
  };
};
