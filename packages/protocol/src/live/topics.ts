import type { Topic } from './topic.ts';

/** Every topic that can be followed. Each capability adds its own; there is none yet. */
export const TOPICS: readonly Topic[] = [];
