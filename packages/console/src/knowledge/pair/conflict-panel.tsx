import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { Button } from '../../controls/button.tsx';
import { PairChange } from '../history/pair-change.tsx';
import type { PairText } from '../pair-text.ts';

interface ConflictPanelProps {
  /** What is stored now. */
  readonly theirs: Pair;
  readonly mine: PairText;
  readonly isRunning: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Somebody was faster: both versions, and nobody's work is lost before somebody decides. */
export const ConflictPanel = ({ theirs, mine, isRunning, onKeepMine, onTakeTheirs }: ConflictPanelProps) => (
  <section
    role="alert"
    aria-label="Changed meanwhile"
    className="grid gap-3 rounded-panel border border-warn bg-surface p-4"
  >
    <h3 className="font-semibold text-warn">It was changed while you wrote. Nothing of yours is stored yet.</h3>
    <p className="text-muted">
      This is the way from what is stored now, version {theirs.version}, to what you wrote. Struck out is theirs,
      underlined is yours.
    </p>
    <div className="rounded-control border border-line p-3">
      <PairChange before={theirs} after={mine} />
    </div>
    <div className="flex flex-wrap gap-2">
      <Button
        aria-disabled={isRunning}
        onClick={() => {
          if (!isRunning) onKeepMine();
        }}
      >
        Save mine over it
      </Button>
      <Button onClick={onTakeTheirs}>Drop mine, take what is stored</Button>
    </div>
  </section>
);
