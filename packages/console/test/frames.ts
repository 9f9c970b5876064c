import type { Page } from 'playwright-core';

export interface Frames {
  /** Milliseconds between one frame and the next, in their order. */
  readonly gaps: readonly number[];
  /** Milliseconds of processor time that the page's thread took for each task: a busy machine does not change them much. */
  readonly tasks: readonly number[];
  readonly rows: number;
}

/** The part of the tracing of Chromium that is read here. */
interface TracedTask {
  readonly name: string;
  readonly ph: string;
  /** Of the thread's own time, in microseconds. */
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly name?: string };
}

/** Runs in the page: scrolls by so many pixels in each frame, to the end and back, and writes down when frames came. */
const SCROLL = `async ({ selector, step, frames }) => {
  const box = document.querySelector(selector);
  const times = [];
  let rows = 0;
  for (let frame = 0; frame <= frames; frame += 1) {
    times.push(await new Promise((resolve) => requestAnimationFrame(resolve)));
    box.scrollTop += frame * 2 < frames ? step : -step;
    rows = Math.max(rows, box.querySelectorAll('[data-place]').length);
  }
  return { gaps: times.slice(1).map((time, index) => time - times[index]), rows };
}`;

const placeOf = ({ pid, tid }: TracedTask): string => `${pid} ${tid}`;

const tasksOf = (events: readonly TracedTask[]): readonly number[] => {
  const pages = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(placeOf),
  );
  return events
    .filter((event) => event.name.endsWith('RunTask') && event.tdur !== undefined && pages.has(placeOf(event)))
    .map(({ tdur = 0 }) => tdur / 1_000);
};

/** Scrolls something long and measures what its frames took, by the page's clock and by Chromium's own tracing. */
export const framesWhileScrolling = async (
  page: Page,
  options: { readonly selector: string; readonly step: number; readonly frames: number },
): Promise<Frames> => {
  const session = await page.context().newCDPSession(page);
  const events: TracedTask[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TracedTask[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] },
  });
  const scrolled = await page.evaluate(`(${SCROLL})(${JSON.stringify(options)})`);
  const { promise: done, resolve } = Promise.withResolvers<void>();
  session.once('Tracing.tracingComplete', () => resolve());
  await session.send('Tracing.end');
  await done;
  return { ...(scrolled as Pick<Frames, 'gaps' | 'rows'>), tasks: tasksOf(events) };
};

export const quantileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
