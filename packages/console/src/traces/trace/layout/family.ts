import type { PlacedSpan } from './placed-spans.ts';

/** Who stands below whom, by places in the list of spans. */
export interface Family {
  readonly roots: readonly number[];
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** Spans whose parent was not received, by its id. */
  readonly orphans: ReadonlyMap<string, readonly number[]>;
  /** Roots only because the circle that they were in was cut there. */
  readonly cut: ReadonlySet<number>;
}

const NONE = -1;
const MISSING = -2;

const parentsOf = (spans: readonly PlacedSpan[]): Int32Array => {
  const places = new Map(spans.map(({ span }, place) => [span.span_id as string, place]));
  return Int32Array.from(spans, ({ span: { parent_span_id: parent } }) =>
    parent === null ? NONE : (places.get(parent) ?? MISSING),
  );
};

/** Cuts every circle above the span of it that began first. `parents` is changed. */
const cutCircles = (spans: readonly PlacedSpan[], parents: Int32Array): Set<number> => {
  const cut = new Set<number>();
  const walkOf = new Int32Array(spans.length);
  for (let first = 0; first < spans.length; first += 1) {
    const walk = first + 1;
    let at = first;
    while (at >= 0 && walkOf[at] === 0) {
      walkOf[at] = walk;
      at = parents[at] ?? NONE;
    }
    if (at < 0 || walkOf[at] !== walk) continue;
    let earliest = at;
    for (let one = parents[at] ?? at; one !== at; one = parents[one] ?? at) {
      if ((spans[one]?.start ?? 0) < (spans[earliest]?.start ?? 0)) earliest = one;
    }
    parents[earliest] = NONE;
    cut.add(earliest);
  }
  return cut;
};

const push = <Key>(lists: Map<Key, number[]>, key: Key, place: number): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [place]);
  else list.push(place);
};

/** Finds out who belongs to whom, without going down: a chain may be as long as the trace. */
export const familyOf = (spans: readonly PlacedSpan[]): Family => {
  const parents = parentsOf(spans);
  const cut = cutCircles(spans, parents);
  const roots: number[] = [];
  const children = new Map<number, number[]>();
  const orphans = new Map<string, number[]>();
  for (const [place, { span }] of spans.entries()) {
    const parent = parents[place] ?? NONE;
    if (parent === NONE) roots.push(place);
    else if (parent === MISSING) push(orphans, span.parent_span_id ?? '', place);
    else push(children, parent, place);
  }
  return { roots, children, orphans, cut };
};
