import { listDeadLetters, listInstanceDeadLetters } from '@holdfast/protocol/work/dead-letters';
import type { JobDetail } from '@holdfast/protocol/work/job';
import { askScoped, type Scope, type Scoped } from '../../live/scope.ts';
import { type LivePages, type Page, useLivePages } from '../../live/use-live-pages.ts';
import { topicsOf } from '../work-topics.ts';

export const useDeadLetters = (wanted: Scope, queue: string | undefined): LivePages<JobDetail, Scoped> =>
  useLivePages<JobDetail, Scoped>(
    ['dead letters', wanted, queue],
    (holdfast, cursor, signal) => {
      const query = { query: { queue, cursor } };
      const options = { ...(signal !== undefined && { signal }) };
      const ask = askScoped<Page<JobDetail>>(wanted, {
        workspace: () => holdfast.call(listDeadLetters, query, options),
        instance: () => holdfast.call(listInstanceDeadLetters, query, options),
      });
      return ask(holdfast, signal);
    },
    topicsOf(wanted),
  );
