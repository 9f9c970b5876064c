import { replayDecisionCallback } from '@holdfast/protocol/decisions/callbacks';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '../../controls/button.tsx';
import { useAct } from '../../live/use-act.ts';
import { useMay } from '../../session/session-context.ts';

/** Sends the outcome to its callback once more, for whoever may. */
export const TellAgain = ({ id }: Pick<Decision, 'id'>) => {
  const queries = useQueryClient();
  const mayTell = useMay('decisions:manage');
  const act = useAct({
    ask: (holdfast) => holdfast.bodyOf(replayDecisionCallback, { params: { decision_id: id } }),
    onAnswer: () => undefined,
    lookAgain: () => void queries.invalidateQueries({ queryKey: ['decision', id] }),
  });
  if (!mayTell) return undefined;
  return (
    <span className="flex flex-wrap items-center gap-3 pt-1">
      <Button aria-disabled={act.isRunning} onClick={act.run}>
        {act.isRunning ? 'Asking …' : 'Tell it again'}
      </Button>
      {act.refusal !== undefined && (
        <span role="alert" className="text-bad wrap-anywhere">
          {act.refusal}
        </span>
      )}
    </span>
  );
};
