/** RFC 4180, read as strictly as a spreadsheet would not: every cell must be quoted. */
export const readCsv = (text: string): string[][] => {
  const rows: string[][] = [[]];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    if (text[at] !== '"') throw new Error(`A cell that is not quoted, at ${at}: ${text.slice(at, at + 40)}`);
    let end = at + 1;
    while (text[end] !== '"' || text[end + 1] === '"') {
      if (end >= text.length) throw new Error(`A quote that does not end, at ${at}`);
      end += text[end] === '"' ? 2 : 1;
    }
    rows.at(-1)?.push(text.slice(at + 1, end).replaceAll('""', '"'));
    const separator = text.slice(end + 1, end + 3);
    if (separator === '\r\n') rows.push([]);
    else if (!separator.startsWith(',')) throw new Error(`Neither a comma nor a new line, at ${end + 1}`);
    at = end + (separator === '\r\n' ? 3 : 2);
  }
  rows.pop();
  return rows;
};
