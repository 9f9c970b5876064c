/** Something about the files of a model is not as it must be. Its message is a sentence for whoever chose the model. */
export class UnusableModel extends Error {
  override readonly name = 'UnusableModel';
}
