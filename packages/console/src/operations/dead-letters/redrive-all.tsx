import { redriveQueue } from '@holdfast/protocol/work/dead-letters';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Confirm } from '../../controls/confirm.tsx';
import { useAct } from '../../live/use-act.ts';
import { counted } from '../../text/count.ts';

interface RedriveAllProps {
  readonly queue: string;
  readonly dead: number;
  readonly lookAgain: () => void;
}

interface Redriven {
  readonly redriven: number;
  readonly kept: number;
}

const sentenceOf = ({ redriven, kept }: Redriven): string =>
  `${counted(redriven, 'dead letter')} sent again.${kept === 0 ? '' : ` ${counted(kept, 'dead letter')} kept: a job with the same key waits or runs.`}`;

/** Sends every dead letter of a queue again, after having said how many they are. */
export const RedriveAll = ({ queue, dead, lookAgain }: RedriveAllProps) => {
  const [isAsking, setIsAsking] = useState(false);
  const [done, setDone] = useState('');
  const redrive = useAct<Redriven>({
    ask: (holdfast) => holdfast.bodyOf(redriveQueue, { body: { queue } }),
    onAnswer: (answer) => setDone(sentenceOf(answer)),
    lookAgain,
  });
  const letters = counted(dead, 'dead letter');
  return (
    <div className="flex flex-wrap items-center gap-3">
      {dead > 0 && (
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
        title={`Send ${letters} again?`}
        act={`Redrive ${letters}`}
        keep="Leave them"
        isOpen={isAsking}
        onAct={redrive.run}
        onClose={() => setIsAsking(false)}
      >
        <p>
          Each of the {letters} of {queue} gets all its tries again. What their handlers did before may be done a second
          time. This cannot be undone.
        </p>
      </Confirm>
    </div>
  );
};
