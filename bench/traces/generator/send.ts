import { setTimeout as after } from 'node:timers/promises';
import { percentiles } from '../../lib/percentiles.ts';
import type { Batches } from '../payload/batch.ts';
import type { Connection } from './connection.ts';
import { openLine } from './line.ts';
import type { Order, Sent } from './order.ts';
import { createTurns, type Turn } from './turns.ts';

const PUT_OFF = [429, 502, 503, 504];
const WAIT_MS = 50;

/** Carries an order out, and says what was acknowledged. */
export const send = async (order: Order, batches: Batches): Promise<Sent> => {
  const acknowledged: number[] = [];
  const open = new Set<number>();
  const waits: number[] = [];
  let [putOff, cuts] = [0, 0];
  const refusals: string[] = [];
  const flushed = new Map<number, Promise<void>>();
  const since = performance.now();
  const cpu = process.cpuUsage();
  const turns = createTurns(order, since);

  const post = async (connection: Connection, { batch }: Turn): Promise<number> => {
    const template = batch % order.payload.templates;
    await flushed.get(template);
    const { promise, resolve } = Promise.withResolvers<void>();
    flushed.set(template, promise);
    const { status, body } = await connection.post(batches.of(batch, startOf(order, batch)), resolve);
    if (status !== 200 && !PUT_OFF.includes(status)) refusals.push(`${status}: ${body.slice(0, 300)}`);
    return status;
  };

  const sendOne = async (connection: Connection, turn: Turn): Promise<void> => {
    open.add(turn.batch);
    let status = await post(connection, turn);
    for (; PUT_OFF.includes(status); status = await post(connection, turn)) {
      putOff += 1;
      await after(WAIT_MS);
    }
    if (status !== 200) return;
    open.delete(turn.batch);
    acknowledged.push(turn.batch);
    waits.push(performance.now() - turn.due);
  };
  const sender = async (): Promise<void> => {
    const line = await openLine(order.target, () => (cuts += 1));
    for (let turn = await turns.next(); turn !== undefined; turn = await turns.next()) await sendOne(line, turn);
    line.end();
  };
  const end = (error: unknown): void => {
    if (order.willBeCut !== true) throw error;
  };
  await Promise.all(Array.from({ length: order.connections }, () => sender().catch(end)));

  const seconds = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    acknowledged,
    open: [...open],
    ...{ putOff, cuts, refused: refusals.length, refusal: refusals[0] },
    seconds,
    spansPerSecond: (acknowledged.length * order.payload.spansPerBatch) / seconds,
    ...percentiles(waits),
    processorMs: (user + system) / 1000,
    bytesPerSpan: batches.averageBytes,
  };
};

const startOf = ({ times, first }: Order, batch: number): bigint =>
  BigInt(Math.round(times === undefined ? Date.now() : times.firstMs + (batch - first) * times.stepMs)) * 1_000_000n;
