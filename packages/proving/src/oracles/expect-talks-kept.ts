import type { Talk } from '../probe/talk.ts';
import { expectThat } from './expect-that.ts';

/** Everything that was said was heard, in its order, and no talk was ended by the other side. */
export const expectTalksKept = (talks: readonly Talk[]): void => {
  talks.forEach(({ heard, gaps, ended }, index) => {
    expectThat(ended === undefined, 'no socket is closed for good while nodes come and go', { index, ended });
    expectThat(gaps.length === 0, 'a connection that goes on elsewhere misses no message and gets none twice', {
      index,
      gaps,
    });
    const first = heard.filter((number, at) => heard.indexOf(number) === at);
    const isWhole = first.every((number, at) => number === at);
    expectThat(isWhole, 'what is said on a socket is heard in its order, with nothing left out', {
      index,
      heard: first.slice(0, 50),
    });
    expectThat(first.length > 1, 'every socket was used', { index });
  });
};
