import type { TraceView } from '@holdfast/protocol/views/trace-views';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { useMay } from '../../session/session-context.ts';
import { useViewActs } from './use-views.ts';

const CONTROL = 'min-h-8 min-w-0 grow basis-40 rounded-control border border-faint bg-surface px-2 read-only:bg-sunken';

const KeptView = ({ view }: { readonly view: TraceView }) => {
  const canManage = useMay('traces:manage');
  const { change, remove } = useViewActs(() => undefined);
  const [name, setName] = useState(view.name);
  const [isSure, setIsSure] = useState(false);
  const canChange = canManage || view.who_may.change === 'owner';
  const refusal = change.refusal ?? remove.refusal;
  return (
    <li className="grid gap-1 border-t border-line px-4 py-2">
      <form
        aria-label={`View ${view.name}`}
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && name !== view.name) change.run({ view, change: { name: name.trim() } });
        }}
      >
        <input
          aria-label="Name"
          readOnly={!canChange}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={CONTROL}
        />
        {name.trim() !== '' && name !== view.name && (
          <Button type="submit" look="primary">
            Rename
          </Button>
        )}
        {canManage && (
          <Button onClick={() => change.run({ view, change: { shared: !view.shared } })}>
            {view.shared ? 'Only for me' : 'Share'}
          </Button>
        )}
        {canChange && (
          <Button
            aria-describedby={isSure ? `${view.id}-sure` : undefined}
            onClick={() => (isSure ? remove.run(view) : setIsSure(true))}
            onBlur={() => setIsSure(false)}
          >
            {isSure ? 'Remove it for good' : 'Remove'}
          </Button>
        )}
      </form>
      <p className="text-small text-muted">{view.shared ? 'for everybody in the workspace' : 'only for you'}</p>
      {isSure && (
        <p id={`${view.id}-sure`} className="text-small text-warn">
          {view.shared ? 'Nobody in the workspace will have it any more.' : 'You will not have it any more.'} Traces
          stay as they are.
        </p>
      )}
      {refusal !== undefined && (
        <p role="alert" className="text-small text-bad">
          {refusal}
        </p>
      )}
    </li>
  );
};

/** Views that there are, to rename, share and remove. */
export const KeptViews = ({ views }: { readonly views: readonly TraceView[] }) => (
  <ul className="max-h-[60vh] overflow-y-auto pb-2">
    {views.map((view) => (
      <KeptView key={`${view.id} ${view.name}`} view={view} />
    ))}
    {views.length === 0 && <li className="px-4 pb-2 text-muted">There is no view any more.</li>}
  </ul>
);
