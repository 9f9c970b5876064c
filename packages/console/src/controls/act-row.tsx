import { useId } from 'react';
import { Button } from './button.tsx';

interface ActRowProps {
  readonly label: string;
  /** What it does, or why it cannot be done. */
  readonly sentence: string;
  readonly isPossible: boolean;
  readonly isRunning: boolean;
  readonly onAct: () => void;
}

/** Something to do, with what it does beside it. What cannot be done stays in its place, can be reached, and says why. */
export const ActRow = ({ label, sentence, isPossible, isRunning, onAct }: ActRowProps) => {
  const sentenceId = useId();
  const isOff = !isPossible || isRunning;
  return (
    <div className="grid grid-cols-[132px_minmax(0,1fr)] items-center gap-x-4 border-t border-line px-4 py-2 first:border-t-0">
      <Button
        aria-disabled={isOff}
        aria-describedby={sentenceId}
        onClick={() => {
          if (!isOff) onAct();
        }}
      >
        {isRunning ? 'Asking …' : label}
      </Button>
      <span id={sentenceId} className="text-muted">
        {sentence}
      </span>
    </div>
  );
};
