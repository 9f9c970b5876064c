import type { Percentiles } from '../../lib/percentiles.ts';
import type { Payload } from '../payload/batch.ts';

export interface Target {
  /** Where OTLP over HTTP is posted. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the generator is asked for. */
export interface Order {
  readonly target: Target;
  readonly payload: Payload;
  /** The number of the first request. */
  readonly first: number;
  readonly connections: number;
  /** Ends after so much time, or so many requests, whichever comes first. */
  readonly seconds?: number;
  readonly requests?: number;
  /** Sent at their time whatever became of those before. Without it, each connection sends when it was answered. */
  readonly spansPerSecond?: number;
  /** Sent first: what nobody acknowledged before, as exporters do. */
  readonly again?: readonly number[];
  /** When the first began, and how far the next lies behind it. Without it they begin when they are sent. */
  readonly times?: { readonly firstMs: number; readonly stepMs: number };
  /** The server is killed meanwhile: a connection that ends is no mistake. */
  readonly willBeCut?: boolean;
}

/** Percentiles are of the time from when a request was due until its answer. */
export interface Sent extends Percentiles {
  /** Numbers of requests that were answered with 200. */
  readonly acknowledged: readonly number[];
  /** Sent, and never answered with 200. */
  readonly open: readonly number[];
  /** Answers that said: send it again later. */
  readonly putOff: number;
  /** Connections that ended, and were opened again. */
  readonly cuts: number;
  /** Requests that were refused for good, and what was said to the first. */
  readonly refused: number;
  readonly refusal: string | undefined;
  readonly seconds: number;
  readonly spansPerSecond: number;
  /** What the generator itself had of the processor. */
  readonly processorMs: number;
  readonly bytesPerSpan: number;
}
