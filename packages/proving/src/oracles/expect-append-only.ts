import { expectThat } from './expect-that.ts';

/** Every later view of a log begins with the whole of every earlier one. */
export const expectAppendOnly = (views: readonly (readonly string[])[]): void => {
  for (const [index, later] of views.entries()) {
    const earlier = views[index - 1] ?? [];
    const changedAt = earlier.findIndex((entry, position) => later[position] !== entry);
    expectThat(changedAt === -1, 'what was once in the log stays where it was', {
      view: index,
      position: changedAt,
      was: earlier[changedAt],
      is: later[changedAt],
    });
  }
};
