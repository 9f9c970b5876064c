import { processorMsOf } from '../lib/processor-time.ts';

/** What is measured: a queue that can be filled, and worked on by one process. */
export interface Contestant {
  /** Makes the queue empty. */
  clear(): Promise<void>;
  /** Writes so many no-op jobs down. */
  fill(jobs: number): Promise<void>;
  enqueue(sentAt: number): Promise<void>;
  start(onJob: (sentAt: number) => void): Promise<{ stop(): Promise<void> }>;
  /** How many jobs the database still holds. */
  left(): Promise<number>;
}

export interface Order {
  /** The process of the database. */
  readonly databasePid: number;
  readonly jobs?: number;
  readonly perSecond?: number;
}

/** Answers orders of the bench until it is told to leave. */
export const serve = (contestant: Contestant): void => {
  const throughput = async (jobs: number, databasePid: number) => {
    await contestant.clear();
    await contestant.fill(jobs);
    const done = Promise.withResolvers<void>();
    let count = 0;
    const since = performance.now();
    const before = process.cpuUsage();
    const databaseBefore = processorMsOf(databasePid);
    const worker = await contestant.start(() => {
      count += 1;
      if (count === jobs) done.resolve();
    });
    await done.promise;
    const seconds = (performance.now() - since) / 1000;
    await worker.stop();
    const { user, system } = process.cpuUsage(before);
    const databaseUs = ((processorMsOf(databasePid) - databaseBefore) * 1000) / jobs;
    return { perSecond: jobs / seconds, workerUs: (user + system) / jobs, databaseUs, left: await contestant.left() };
  };

  const latency = async (jobs: number, perSecond: number) => {
    await contestant.clear();
    const waits: number[] = [];
    const done = Promise.withResolvers<void>();
    const worker = await contestant.start((sentAt) => {
      waits.push(performance.now() - sentAt);
      if (waits.length === jobs) done.resolve();
    });
    const since = performance.now();
    for (let job = 0; job < jobs; job += 1) {
      const waitMs = since + (job * 1000) / perSecond - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      void contestant.enqueue(performance.now());
    }
    await done.promise;
    await worker.stop();
    const sorted = waits.toSorted((left, right) => left - right);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    return { p50: at(0.5), p99: at(0.99) };
  };

  process.on('message', ({ jobs = 1, perSecond, databasePid }: Order) => {
    void (perSecond === undefined ? throughput(jobs, databasePid) : latency(jobs, perSecond)).then((result) =>
      process.send?.(result),
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
};
