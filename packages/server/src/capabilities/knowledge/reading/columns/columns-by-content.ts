const ENDS_AS_QUESTION = /[?？؟]["'”»)\s]*$/;
const BEGINS_AS_QUESTION =
  /^(?:how|what|where|when|why|who|which|can|could|do|does|is|are|will|wie|was|wo|wann|warum|wer|welche|kann|comment|quel|quelle|quand|pourquoi|où|qui|cómo|qué|cuándo|dónde|por qué|come|cosa|quando|dove|perché|como|qual|onde|как|что|где|когда|почему|кто)\s/i;

interface Look {
  readonly column: number;
  readonly asks: number;
  readonly length: number;
}

/** By what stands in them: what asks is the question, and the longest of the others is its answer. */
export const columnsByContent = (
  rows: readonly (readonly string[])[],
  free: readonly number[],
): { readonly question: number | undefined; readonly answer: number | undefined } => {
  const looks = free.map((column) => lookAt(rows, column)).filter(({ length }) => length > 0);
  const [first, second] = looks.toSorted((a, b) => b.asks - a.asks);
  const longest = (but: number | undefined): Look | undefined =>
    looks.filter(({ column }) => column !== but).toSorted((a, b) => b.length - a.length)[0];
  if (first !== undefined && first.asks >= 0.3 && first.asks > (second?.asks ?? 0) + 0.2)
    return { question: first.column, answer: longest(first.column)?.column };
  const [left, right] = looks;
  // of two columns the short one in front is the question: "Opening hours", "From nine to five"
  if (looks.length === 2 && left !== undefined && right !== undefined && right.length > left.length)
    return { question: left.column, answer: right.column };
  return { question: undefined, answer: longest(undefined)?.column };
};

const lookAt = (rows: readonly (readonly string[])[], column: number): Look => {
  const texts = rows.map((row) => row[column]?.trim() ?? '').filter((text) => text !== '');
  if (texts.length === 0) return { column, asks: 0, length: 0 };
  const asking = texts.filter((text) => ENDS_AS_QUESTION.test(text) || BEGINS_AS_QUESTION.test(text)).length;
  return {
    column,
    asks: asking / texts.length,
    length: texts.reduce((sum, { length }) => sum + length, 0) / texts.length,
  };
};
