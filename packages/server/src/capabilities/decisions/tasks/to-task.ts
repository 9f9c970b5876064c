import { LONGEST_REASON } from '@holdfast/protocol/decisions/limits';
import type { TaskState } from '../../../platform/mcp/tasks/task-keeper.ts';
import { isOpen } from '../rules/state.ts';
import type { Asked } from '../store/asked.ts';

/** A decision as a task. What was denied is a result like what was approved: the asker did not fail, it was told no. */
export const toTask = (asked: Asked): TaskState => ({
  id: asked.id,
  state: stateOf(asked),
  message: messageOf(asked),
  createdAt: asked.created_at,
  updatedAt: asked.changed_at,
  question: questionOf(asked),
});

const stateOf = (asked: Asked): TaskState['state'] => {
  if (isOpen(asked)) return 'working';
  return asked.status === 'cancelled' ? 'cancelled' : 'completed';
};

const messageOf = ({ status, verdict, reason, deadline_at, missing }: Asked): string => {
  if (status === 'pending') return `People are asked. It is decided by itself at ${deadline_at}.`;
  if (status === 'returned') return `More is asked for: ${missing ?? 'see its steps'}`;
  if (status === 'cancelled') return 'It was taken back: do nothing.';
  const why = reason === null ? '' : ` ${reason}`;
  return verdict === 'approve' ? `Approved: do what its arguments say.${why}` : `Denied: do nothing.${why}`;
};

/** A step is there once, and so is what it asks. */
const questionOf = ({ status, returned_in, missing }: Asked): TaskState['question'] =>
  status !== 'returned' || returned_in === null
    ? undefined
    : {
        key: `answer-${returned_in}`,
        message: missing ?? 'More is asked for.',
        schema: {
          type: 'object',
          properties: {
            answer: { type: 'string', title: 'Answer', minLength: 1, maxLength: LONGEST_REASON },
          },
          required: ['answer'],
        },
      };
