/** The highest scores that were offered, and whose they are. */
export interface Top {
  /** What is offered with a lower score than this is not taken. */
  readonly bar: number;
  offer(number: number, score: number): void;
  /** The best first; of equal ones the one with the lower number. */
  taken(): Scored[];
}

export interface Scored {
  readonly number: number;
  readonly score: number;
}

/** A heap whose root is the worst of the best. */
export const createTop = (most: number): Top => {
  const numbers = new Uint32Array(most);
  const scores = new Float64Array(most);
  let size = 0;
  let bar = Number.NEGATIVE_INFINITY;

  const isBetter = (one: number, other: number): boolean => {
    const difference = (scores[one] ?? 0) - (scores[other] ?? 0);
    return difference > 0 || (difference === 0 && (numbers[one] ?? 0) < (numbers[other] ?? 0));
  };
  const swap = (one: number, other: number): void => {
    const number = numbers[one] ?? 0;
    const score = scores[one] ?? 0;
    numbers[one] = numbers[other] ?? 0;
    scores[one] = scores[other] ?? 0;
    numbers[other] = number;
    scores[other] = score;
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBetter(parent, at)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [at * 2 + 1, at * 2 + 2]) if (child < size && isBetter(worst, child)) worst = child;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };

  return {
    get bar() {
      return bar;
    },
    offer(number, score) {
      if (size < most) {
        numbers[size] = number;
        scores[size] = score;
        size += 1;
        rise(size - 1);
        if (size === most) bar = scores[0] ?? bar;
        return;
      }
      if (score < bar || (score === bar && number > (numbers[0] ?? 0))) return;
      numbers[0] = number;
      scores[0] = score;
      sink();
      bar = scores[0] ?? bar;
    },
    taken: () =>
      Array.from({ length: size }, (_, at) => ({ number: numbers[at] ?? 0, score: scores[at] ?? 0 })).toSorted(
        (one, other) => other.score - one.score || one.number - other.number,
      ),
  };
};
