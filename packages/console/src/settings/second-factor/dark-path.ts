/** The dark cells of a QR code as one path, a run of them at a time; a row is a text in which 1 is dark. */
export const darkPath = (rows: readonly string[]): string =>
  rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/gu)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
