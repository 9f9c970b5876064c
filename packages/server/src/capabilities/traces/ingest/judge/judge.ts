import type { RequestLimits } from '../../otlp/request/limits.ts';
import { readRequest, type MediaType } from '../../otlp/request/read-request.ts';
import { createJudgeThread } from './judge-thread.ts';
import type { Judge } from './judging.ts';

/** What takes about three milliseconds. More than that would be waited for by everybody, so it is done beside. */
const MOST_AT_ONCE: Readonly<Record<MediaType, number>> = { protobuf: 1024 * 1024, json: 64 * 1024 };

export const createJudge = (limits: RequestLimits): Judge => {
  const thread = createJudgeThread(limits);
  return {
    read: async (type, body) =>
      body.length <= MOST_AT_ONCE[type] ? readRequest(type, body, limits) : thread.read(type, body),
    close: () => thread.close(),
  };
};
