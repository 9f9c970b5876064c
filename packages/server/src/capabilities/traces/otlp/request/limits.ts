export interface RequestLimits {
  readonly spanBytes: number;
  /** How deep lists may lie in lists, in the value of one attribute. */
  readonly valueDepth: number;
  readonly spans: number;
  /** Attributes, events, links and lists in lists, all together, of one span or resource: two bytes each, and dear to whoever reads them. */
  readonly entries: number;
}

export const USUAL_LIMITS: RequestLimits = {
  spanBytes: 16 * 1024 * 1024,
  valueDepth: 64,
  spans: 100_000,
  entries: 65_536,
};
