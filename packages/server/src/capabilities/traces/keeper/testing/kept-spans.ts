import type { WorkspaceId } from '@holdfast/protocol/ids';
import { mkdir } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { silentLog } from '../../../../../test/ground/silent-log.ts';
import { systemClock } from '../../../../platform/clock/clock.ts';
import { temporaryFolder } from '../../../../platform/files/testing/temporary-folder.ts';
import { openSegmentLog, type SegmentLog } from '../../../../platform/segments/segment-log.ts';
import { createMetrics } from '../../../../platform/telemetry/metrics.ts';
import { messageOf, requestOf } from '../../otlp/testing/a-request.ts';
import { newestSealed } from '../../sealed/sealed-files.ts';
import { encodeSpanBatch } from '../../span-log/span-batch.ts';
import type { Keeping } from '../../store-process/messages.ts';
import { spanPlacesIn } from '../../store-process/places.ts';
import { startKeeper, type SpanKeeper } from '../keeper.ts';
import { createSpanTelemetry } from '../span-telemetry.ts';

const ENTRY = new URL('../../../../span-store.ts', import.meta.url);

export const WORKSPACE = '0198c0de-dead-7000-8000-00000000beef' as WorkspaceId;
export const OTHER = '0198c0de-dead-7000-8000-00000000cafe' as WorkspaceId;

export interface Sent {
  readonly trace: number;
  readonly span: number;
  readonly name?: string;
  readonly workspace?: WorkspaceId;
  readonly receivedAt?: number;
}

export const traceIdOf = (trace: number): string => trace.toString(16).padStart(32, '0');
export const spanIdOf = (span: number): string => span.toString(16).padStart(16, '0');

const spanOf = ({ trace, span, name = `span ${span}` }: Sent): Buffer =>
  messageOf((writer) => {
    writer.bytes(1, Buffer.from(traceIdOf(trace), 'hex'));
    writer.bytes(2, Buffer.from(spanIdOf(span), 'hex'));
    writer.string(5, name);
    writer.fixed64(7, 1_700_000_000_000_000_000n + BigInt(span));
    writer.fixed64(8, 1_700_000_000_000_001_000n + BigInt(span));
  });

interface KeptOptions {
  readonly segmentBytes?: number;
  readonly keeping?: () => Keeping;
  readonly patienceMs?: number;
  readonly leastNumber?: () => number;
}

const PATIENCE_MS = 20_000;

let clockOfTests = 1_700_000_000_000_000;

/** A log and a keeper over a folder, as a server has them. */
export const keepSpans = async (
  folder: string,
  { segmentBytes, keeping, patienceMs = PATIENCE_MS, leastNumber = () => 0 }: KeptOptions = {},
) => {
  const places = spanPlacesIn(folder);
  await mkdir(places.log, { recursive: true });
  const spanLog: SegmentLog = await openSegmentLog(places.log, {
    keptUpTo: await newestSealed(places.sealed),
    leastNumber,
    ...(segmentBytes === undefined ? {} : { segmentBytes }),
  });
  const visible: WorkspaceId[] = [];
  const told: string[] = [];
  const note = (_fields: object, sentence: string): void => void told.push(sentence);
  const keeper: SpanKeeper = startKeeper({
    entry: ENTRY,
    folder,
    spanLog,
    clock: systemClock,
    log: { ...silentLog, error: note, warn: note, info: note },
    telemetry: createSpanTelemetry(createMetrics()),
    onVisible: (workspace) => void visible.push(workspace),
    prices: { pricesOf: async () => [], onChange: () => () => {} },
    keeping: keeping ?? (() => ({ since: 0n, mostBytes: 0 })),
    patienceMs,
  });
  const stop = async (): Promise<void> => {
    await keeper.stop(10_000);
    await spanLog.close();
  };
  const send = async (...spans: readonly Sent[]): Promise<void> => {
    const [first] = spans;
    clockOfTests += 1;
    const receivedAt = first?.receivedAt ?? clockOfTests;
    const bytes = requestOf(...spans.map(spanOf));
    await spanLog.append(
      encodeSpanBatch({
        workspace: first?.workspace ?? WORKSPACE,
        receivedAt,
        source: 'http',
        spanBytes: 16 * 1024 * 1024,
        bytes,
      }),
    );
    keeper.grown();
  };
  const signal = (): AbortSignal => AbortSignal.timeout(45_000);
  return {
    places,
    keeper,
    spanLog,
    visible,
    told,
    send,
    stop,
    caughtUp: () => keeper.caughtUp(signal()),
    reading: (workspace = WORKSPACE) => keeper.of(workspace, signal()),
  };
};

/** A busy machine takes its time. */
export const STOPPING_MS = 30_000;

/** The same, ended with the test. */
export const keptSpans = async (options: KeptOptions = {}) => {
  const folder = await temporaryFolder();
  const kept = await keepSpans(folder, options);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= kept.stop());
  onTestFinished(stop, STOPPING_MS);
  return { folder, ...kept, stop };
};
