export interface Outcome {
  readonly state: 'fine' | 'failed' | 'not run';
  /** For a failure all there is to know; otherwise at most a word beside the name. */
  readonly detail: string;
}

export interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
  /** Puts right what a machine can put right; run before, and only when asked. */
  readonly fix?: () => Promise<void>;
}

export const fine = (detail = ''): Outcome => ({ state: 'fine', detail });
export const failed = (detail: string): Outcome => ({ state: 'failed', detail });
export const notRun = (detail: string): Outcome => ({ state: 'not run', detail });

export const failedIfAny = (sentences: readonly string[], otherwise = ''): Outcome =>
  sentences.length > 0 ? failed(sentences.join('\n')) : fine(otherwise);
