export type UnreachableReason = 'network' | 'timeout' | 'interrupted';

/** No answer, or not the whole of one. Whether the server did what was asked is not known. */
export class HoldfastUnreachable extends Error {
  override readonly name = 'HoldfastUnreachable';
  readonly reason: UnreachableReason;

  constructor(reason: UnreachableReason, sentence: string, cause: unknown) {
    super(sentence, { cause });
    this.reason = reason;
  }
}
