/** Redis did not do it, or nobody knows whether it did. */
export class Away extends Error {
  override readonly name = 'Away';
}

/** For whoever can do without: undefined while Redis is away. */
export type UnlessAway = <Value>(act: () => Promise<Value>) => Promise<Value | undefined>;

export const unlessAway: UnlessAway = async (act) => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Away) return undefined;
    throw error;
  }
};

/** Also tells how often somebody had to do without. */
export const tellingOfAway =
  (onAway: () => void): UnlessAway =>
  async (act) => {
    const done = await unlessAway(async () => ({ value: await act() }));
    if (done === undefined) onAway();
    return done?.value;
  };
