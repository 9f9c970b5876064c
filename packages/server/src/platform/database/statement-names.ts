/**
 * A named statement is parsed and planned once a connection, and its plan stays in the server's memory. One whose text grows
 * with what it carries would fill that memory, so only what is short has a name, and only so many.
 */
const MOST_NAMES = 500;
const LONGEST_TEXT = 4096;
const MOST_PARAMETERS = 50;
const names = new Map<string, string>();

export const nameOf = (sql: string, parameters: number): string | undefined => {
  if (sql.length > LONGEST_TEXT || parameters > MOST_PARAMETERS) return undefined;
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size + 1}`;
  names.set(sql, name);
  return name;
};
