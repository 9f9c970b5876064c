/** What comes of any of them, as it comes. It ends with the last, and ends all when it is left. */
export async function* merged<Value>(sources: readonly AsyncIterable<Value>[]): AsyncGenerator<Value, void, void> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const nextOf = (iterator: AsyncIterator<Value>) => {
    const next = iterator.next().then((step) => ({ iterator, step }));
    // whoever leaves before it comes hears of its failure no more, and a rejection that nobody hears ends the process
    next.catch(() => {});
    return next;
  };
  const waiting = new Map(iterators.map((iterator) => [iterator, nextOf(iterator)]));
  try {
    while (waiting.size > 0) {
      const { iterator, step } = await Promise.race(waiting.values());
      if (step.done === true) waiting.delete(iterator);
      else {
        waiting.set(iterator, nextOf(iterator));
        yield step.value;
      }
    }
  } finally {
    for (const iterator of waiting.keys()) void iterator.return?.().catch(() => {});
  }
}
