export interface NodeTimes {
  readonly beatMs: number;
  /** Who has been silent for so long shows as silent. */
  readonly silentAfterMs: number;
  /** And is taken off the list after this long. */
  readonly goneAfterMs: number;
}

export const NODE_TIMES: NodeTimes = { beatMs: 2000, silentAfterMs: 5000, goneAfterMs: 10_000 };
