import type { Topic } from '@holdfast/protocol/live/topic';
import { workTopic } from '@holdfast/protocol/work/work-topic';
import type { Scope } from '../live/scope.ts';

/** What tells that jobs moved. */
export const WORK_TOPICS: readonly Topic[] = [workTopic];

const NONE: readonly Topic[] = [];

/** Nothing tells what moves in all workspaces. */
export const topicsOf = (scope: Scope): readonly Topic[] => (scope === 'workspace' ? WORK_TOPICS : NONE);
