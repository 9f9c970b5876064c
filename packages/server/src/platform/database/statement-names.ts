/** A named statement is parsed and planned once a connection. Statements with a varying text would fill the server's memory. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

export const nameOf = (sql: string): string | undefined => {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size + 1}`;
  names.set(sql, name);
  return name;
};
