import { Button } from '../controls/button.tsx';
import { Confirm } from '../controls/confirm.tsx';
import type { Deeds } from './use-deeds.ts';

/** What came of the last deed, the way to take it back, and the question before the next. */
export const DeedsView = ({ deeds }: { readonly deeds: Deeds }) => {
  const { asked, said, undo, refusal, isRunning } = deeds;
  return (
    <>
      <div role="status" className="empty:sr-only">
        {said !== undefined && !isRunning && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-panel border border-ok bg-ok-soft px-4 py-3 wrap-anywhere">
            <div className="min-w-0 flex-1 basis-72">{said}</div>
            {undo !== undefined && <Button onClick={() => deeds.propose(undo)}>{undo.act}</Button>}
          </div>
        )}
      </div>
      {refusal !== undefined && !isRunning && (
        <p role="alert" className="rounded-panel bg-bad-soft px-4 py-3 text-bad wrap-anywhere">
          {refusal}
        </p>
      )}
      <Confirm
        title={asked?.question?.title ?? ''}
        act={asked?.act ?? ''}
        keep={asked?.question?.keep ?? ''}
        isOpen={asked !== undefined}
        onAct={deeds.confirm}
        onClose={deeds.leave}
      >
        <div>{asked?.question?.sentence}</div>
      </Confirm>
    </>
  );
};
