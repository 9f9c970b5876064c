import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Confirm } from '../../controls/confirm.tsx';
import { useAct } from '../../live/use-act.ts';
import type { Scope } from '../../live/scope.ts';
import { counted } from '../../text/count.ts';
import { sendAllAgain } from './redrive-acts.ts';

interface RedriveAllProps {
  readonly scope: Scope;
  readonly queue: string;
  /** How many they are, in words; undefined when there are none. */
  readonly letters: string | undefined;
  readonly lookAgain: () => void;
}

interface Redriven {
  readonly redriven: number;
  readonly kept: number;
}

/** The question is closed then. */
const NO_LETTERS = 'no dead letters';

const sentenceOf = ({ redriven, kept }: Redriven): string =>
  `${counted(redriven, 'dead letter')} sent again.${kept === 0 ? '' : ` ${counted(kept, 'dead letter')} kept: a job with the same key waits or runs.`}`;

/** Sends every dead letter of a queue again, after having said how many they are. */
export const RedriveAll = ({ scope, queue, letters, lookAgain }: RedriveAllProps) => {
  const [isAsking, setIsAsking] = useState(false);
  const [done, setDone] = useState('');
  const redrive = useAct<Redriven>({
    ask: sendAllAgain(scope, queue),
    onAnswer: (answer) => setDone(sentenceOf(answer)),
    lookAgain,
  });
  return (
    <div className="flex flex-wrap items-center gap-3">
      {letters !== undefined && (
        <Button aria-disabled={redrive.isRunning} onClick={() => setIsAsking(true)}>
          {redrive.isRunning ? 'Asking …' : `Redrive all ${letters} of ${queue}`}
        </Button>
      )}
      <p role="status" className="text-muted">
        {redrive.isRunning ? '' : done}
      </p>
      {redrive.refusal !== undefined && (
        <p role="alert" className="text-bad wrap-anywhere">
          {redrive.refusal}
        </p>
      )}
      <Confirm
        title={`Send ${letters ?? NO_LETTERS} again?`}
        act={`Redrive ${letters ?? NO_LETTERS}`}
        keep="Leave them"
        isOpen={isAsking}
        onAct={redrive.run}
        onClose={() => setIsAsking(false)}
      >
        <p>
          Of {letters ?? NO_LETTERS} in {queue} each gets all its tries again. What their handlers did before may be
          done a second time. This cannot be undone.
        </p>
      </Confirm>
    </div>
  );
};
