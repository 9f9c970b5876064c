/** Where a record lies. Later ones compare as greater. */
export interface Position {
  readonly segment: number;
  readonly at: number;
}
