/** The beginning of a text, looked at before it is read. */
export interface TextHead {
  readonly head: string;
  /** The head is all there is. */
  readonly isWhole: boolean;
  /** All of the text, its head included, from one character on. Once. */
  from(character: number): AsyncIterable<string>;
}

const HEAD_CHARACTERS = 64 * 1024;

export const headOfText = async (text: AsyncGenerator<string>): Promise<TextHead> => {
  let head = '';
  let isWhole = false;
  while (head.length < HEAD_CHARACTERS && !isWhole) {
    const next = await text.next();
    if (next.done === true) isWhole = true;
    else head += next.value;
  }
  return {
    head,
    isWhole,
    async *from(character) {
      if (character < head.length) yield head.slice(character);
      if (!isWhole) yield* text;
    },
  };
};
