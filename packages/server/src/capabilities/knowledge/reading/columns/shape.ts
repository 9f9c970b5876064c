/** Which column is what, by index. */
export interface Shape {
  readonly question: number;
  readonly answer: number;
  readonly phrasings: readonly number[];
  readonly tags: readonly number[];
  readonly source: number | undefined;
  readonly language: number | undefined;
  readonly valid_from: number | undefined;
  readonly valid_until: number | undefined;
}

/** A shape that may lack what a pair needs. */
export type PartialShape = Omit<Shape, 'question' | 'answer'> & {
  readonly question: number | undefined;
  readonly answer: number | undefined;
};

export const isShape = (shape: PartialShape): shape is Shape =>
  shape.question !== undefined && shape.answer !== undefined;

/** All that are used. */
export const columnsUsed = (shape: PartialShape): readonly number[] =>
  [
    shape.question,
    shape.answer,
    ...shape.phrasings,
    ...shape.tags,
    shape.source,
    shape.language,
    shape.valid_from,
    shape.valid_until,
  ].filter((column) => column !== undefined);
