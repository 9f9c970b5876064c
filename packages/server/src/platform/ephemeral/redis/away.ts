/** Redis did not do it, or nobody knows whether it did. */
export class Away extends Error {
  override readonly name = 'Away';
}

/** For whoever can do without: undefined while Redis is away. */
export const unlessAway = async <Value>(act: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Away) return undefined;
    throw error;
  }
};
