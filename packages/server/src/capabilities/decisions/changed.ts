import type { decisionsTopic } from '@holdfast/protocol/decisions/decisions-topic';
import type { z } from 'zod';

/** What those hear who wait for a decision or look at it. */
export type DecisionChange = z.infer<(typeof decisionsTopic)['events']['changed']>;
