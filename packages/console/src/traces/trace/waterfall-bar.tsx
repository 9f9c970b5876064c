import { useRef } from 'react';
import { KeyCaps } from '../../commands/key-caps.tsx';
import { Button } from '../../controls/button.tsx';
import { durationInFull } from '../../text/duration.ts';
import { countOf } from '../../text/count.ts';
import { zoomed } from './layout/time-axis.ts';
import type { Waterfall } from './use-waterfall.ts';
import { useWaterfallCommands } from './use-waterfall-commands.ts';

interface WaterfallBarProps {
  readonly waterfall: Waterfall;
  readonly chosen: number;
  readonly choose: (place: number) => void;
}

/** How near one looks. */
const Zoom = ({ waterfall: { setting, whole, look } }: { readonly waterfall: Waterfall }) => {
  const { from, to } = setting.sight;
  const isNear = to - from < whole;
  return (
    <span className="ml-auto flex flex-wrap items-center gap-1">
      {isNear && (
        <span className="px-1 text-small text-muted">
          {durationInFull(from)} to {durationInFull(to)}
        </span>
      )}
      <Button look="quiet" aria-label="Look nearer" onClick={() => look(zoomed(whole, setting.sight, 0.5))}>
        +
      </Button>
      <Button
        look="quiet"
        aria-label="Look from farther"
        aria-disabled={!isNear}
        onClick={() => look(zoomed(whole, setting.sight, 2))}
      >
        −
      </Button>
      {isNear && <Button onClick={() => look(undefined)}>Whole trace</Button>}
    </span>
  );
};

/** Searching, errors, the critical path, and how near one looks. */
export const WaterfallBar = ({ waterfall, chosen, choose }: WaterfallBarProps) => {
  const field = useRef<HTMLInputElement>(null);
  const { found, failed, isPathShown, showPath } = waterfall;
  const go = useWaterfallCommands({ waterfall, chosen, choose, field });
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 border-b border-line bg-surface px-4 py-2 md:px-6">
      <input
        ref={field}
        type="search"
        aria-label="Search spans by name, service, model or tool"
        placeholder="Search spans …"
        value={waterfall.typed}
        onChange={(event) => waterfall.search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          if (event.shiftKey) go.previousFound();
          else go.nextFound();
        }}
        className="min-h-8 min-w-0 grow basis-40 rounded-control border border-faint bg-surface px-2 text-ink placeholder:text-faint md:max-w-64"
      />
      <span role="status" className="text-small text-muted empty:hidden">
        {found === undefined ? '' : found.length === 0 ? 'no span is like that' : `${countOf(found.length)} found`}
      </span>
      {failed.length > 0 && (
        <Button onClick={go.nextFailed}>
          Next of {countOf(failed.length)} failed <KeyCaps keys="e" />
        </Button>
      )}
      <label className="flex min-h-8 items-center gap-2 px-1">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={isPathShown}
          onChange={(event) => showPath(event.target.checked)}
        />
        Critical path
      </label>
      <Zoom waterfall={waterfall} />
    </div>
  );
};
