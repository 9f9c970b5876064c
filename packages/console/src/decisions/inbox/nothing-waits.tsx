import { Snippet } from '../../controls/snippet.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { STATUS_WORDS } from '../marks.tsx';
import type { ShownDecisions } from './shown-decisions.ts';

const curl = (): string => `curl -sS ${location.origin}/api/v1/decisions \\
  -H 'authorization: Bearer YOUR_KEY' \\
  -H 'content-type: application/json' \\
  -d '{"kind": "refund", "title": "Refund order 17",
       "arguments": {"order": 17, "cents": 4200},
       "priority": "high", "deadline_seconds": 3600}'`;

/** Nothing waits: how the first decision comes here. */
export const NothingWaits = () => (
  <StateFrame title="Nothing waits for a decision">
    <p className="text-muted">
      An agent asks before it does something that cannot be taken back. What it asks for stands here, exactly as it
      would be done, until somebody decides or its time is over. Ask for one, with a key that has the scopes
      decisions:submit and decisions:read:
    </p>
    <Snippet code={curl()} what="the command" />
    <p className="text-muted">
      Whoever made the key cannot decide what is asked with it: that is for another member. All of it is in the guide to
      decisions, docs/deciding.md.
    </p>
  </StateFrame>
);

export const NothingSuch = ({
  status,
  onClear,
}: Pick<ShownDecisions, 'status'> & { readonly onClear?: () => void }) => (
  <div className="grid justify-items-start gap-2 px-4 py-6">
    <p className="text-muted">
      {onClear === undefined
        ? `No decision is ${STATUS_WORDS[status]}.`
        : `No decision that is ${STATUS_WORDS[status]} is as you filter.`}
    </p>
    {onClear !== undefined && (
      <button type="button" onClick={onClear} className="text-accent underline underline-offset-2">
        Clear the filters
      </button>
    )}
  </div>
);
