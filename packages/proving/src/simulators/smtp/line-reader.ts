const LONGEST_LINE = 64 * 1024;

/** Cuts what comes in any pieces into lines; one that never ends is too much. */
export const createLineReader = (take: (line: string) => void, tooLong: () => void): ((text: string) => void) => {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) return tooLong();
    for (const line of lines) take(line);
  };
};
