/** The same numbers in memory that has room for more. */
export const grown = <Numbers extends Uint8Array | Uint32Array | Int32Array>(from: Numbers, to: Numbers): Numbers => {
  to.set(from);
  return to;
};
