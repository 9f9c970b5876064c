const LONGEST_BYTES = 255;
const LONGEST_ENDING = 16;
export const UNNAMED = 'unnamed';

/**
 * The name of a file as people may be shown it: no path, nothing that controls a terminal or turns the direction of
 * writing. It is never a path itself, so names that mean a device somewhere are names like others.
 */
export const displayNameOf = (sent: string): string => {
  const last = sent.slice(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
  const shown = last
    .toWellFormed()
    // marks of direction, of the order of bytes, and whatever else is there to act and not to be seen
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, '')
    .normalize('NFC')
    .trim();
  return shown === '' || shown === '.' || shown === '..' ? UNNAMED : shortened(shown);
};

/** What stands behind the last point says what kind of file it is, and stays. */
const shortened = (name: string): string => {
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && Buffer.byteLength(name.slice(dot)) <= LONGEST_ENDING ? name.slice(dot) : '';
  let bytes = Buffer.byteLength(ending);
  let kept = '';
  for (const letter of name) {
    bytes += Buffer.byteLength(letter);
    if (bytes > LONGEST_BYTES) break;
    kept += letter;
  }
  return kept.trimEnd() + ending;
};
