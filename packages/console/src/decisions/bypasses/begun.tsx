import type { DecisionBypass } from '@holdfast/protocol/decisions/bypasses';
import { useEffect, useRef } from 'react';
import { Moment } from '../../text/moment.tsx';
import { OWN_KEYS_WAIT } from './own-keys.ts';

const BEGUN_ID = 'bypass-begun';

/** For the focus of what closes after it was said: null while nothing is. */
export const begunPlace = (): HTMLElement | null => document.querySelector<HTMLElement>(`#${BEGUN_ID}:not(:empty)`);

/** That a bypass has begun, for whoever began it. It has the focus: the form is there for the next. */
export const Begun = ({ bypass, now }: { readonly bypass: DecisionBypass | undefined; readonly now: number }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (bypass === undefined) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [bypass]);
  return (
    <div ref={place} id={BEGUN_ID} role="status" tabIndex={-1} className="scroll-mt-20 empty:sr-only">
      {bypass !== undefined && (
        <p className="rounded-panel border border-ok bg-ok-soft px-4 py-3 wrap-anywhere">
          It has begun: {bypass.kinds.join(', ')} is approved at once until <Moment at={bypass.ends_at} now={now} />.{' '}
          {OWN_KEYS_WAIT}
        </p>
      )}
    </div>
  );
};
