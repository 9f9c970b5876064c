import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

/** Bars that are chosen, in either direction. */
export interface Brush {
  readonly anchor: number;
  readonly head: number;
}

/** The first and the last of them. */
export const endsOf = ({ anchor, head }: Brush): readonly [number, number] => [
  Math.min(anchor, head),
  Math.max(anchor, head),
];

/** The next brush for a key; undefined for a key that has no meaning here. */
const moved = (key: string, isExtending: boolean, brush: Brush, count: number): Brush | undefined => {
  const heads: Readonly<Record<string, number>> = {
    ArrowLeft: brush.head - 1,
    ArrowDown: brush.head - 1,
    ArrowRight: brush.head + 1,
    ArrowUp: brush.head + 1,
    Home: 0,
    End: count - 1,
  };
  const next = heads[key];
  if (next === undefined) return undefined;
  const head = Math.min(count - 1, Math.max(0, next));
  return { anchor: isExtending ? brush.anchor : head, head };
};

const barUnder = ({ clientX, currentTarget }: PointerEvent, count: number): number => {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / Math.max(1, width)) * count)));
};

/** Chooses some of a row of bars by pointer and by keys. `onDone` is told the first and the last of them. */
export const useBrush = (count: number, onDone: (first: number, last: number) => void) => {
  const [brush, setBrush] = useState<Brush | undefined>(undefined);
  const isDragging = useRef(false);
  const done = (chosen: Brush): void => {
    setBrush(undefined);
    onDone(...endsOf(chosen));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const current = brush ?? { anchor: count - 1, head: count - 1 };
    const isFirst = brush === undefined && event.key.startsWith('Arrow');
    const next = isFirst ? current : moved(event.key, event.shiftKey, current, count);
    if (event.key === 'Enter' && brush !== undefined) done(brush);
    else if (event.key === 'Escape') setBrush(undefined);
    else if (next === undefined) return;
    else setBrush(next);
    event.preventDefault();
  };
  const handlers = {
    onKeyDown,
    onBlur: () => setBrush(undefined),
    onPointerDown: (event: PointerEvent) => {
      isDragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = barUnder(event, count);
      setBrush({ anchor: at, head: at });
    },
    onPointerMove: (event: PointerEvent) => {
      const head = barUnder(event, count);
      if (isDragging.current) setBrush((before) => ({ anchor: before?.anchor ?? head, head }));
    },
    onPointerUp: () => {
      if (isDragging.current && brush !== undefined) done(brush);
      isDragging.current = false;
    },
    onPointerCancel: () => {
      isDragging.current = false;
      setBrush(undefined);
    },
  };
  return { brush, handlers };
};
