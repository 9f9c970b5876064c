import { defineErrors } from './entry.ts';

/** What can go wrong with decisions. */
export const DECISION_ERRORS = defineErrors({
  already_decided: {
    status: 409,
    title: 'Already decided',
    means:
      'Somebody or the deadline was first. The problem carries the decision as it was made, with who made it, and to whoever may not read it only its status.',
    act: 'Read `decision` of the problem, or `decision_status` where that is all there is. Ask for another decision where this one does not do.',
    retry: false,
    level: 'info',
  },
  decision_refused: {
    status: 403,
    title: 'Not for you to decide',
    means: 'The rules of this decision keep whoever asks from doing this. The problem names which one as `hindrance`.',
    act: 'Leave it to another member; the detail says to whom.',
    retry: false,
    level: 'info',
  },
});
