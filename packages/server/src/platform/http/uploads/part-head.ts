/** What the headers of a part of a form say. */
export interface PartHead {
  readonly name: string;
  /** Of a file only. */
  readonly filename: string | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined for what is no part of a form. */
export const readPartHead = (bytes: Buffer): PartHead | undefined => {
  const text = decode(bytes);
  if (text === undefined) return undefined;
  const disposition = text
    .split('\r\n')
    .map((line) => /^content-disposition:[ \t]*form-data[ \t]*(;.*)$/iu.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (disposition === undefined) return undefined;
  const parameters = parametersIn(disposition);
  const name = parameters?.get('name');
  return name === undefined ? undefined : { name, filename: parameters?.get('filename') };
};

const decode = (bytes: Buffer): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

// one parameter, its value in quotes or without: each character is looked at once
const PARAMETER = /;[ \t]*([!#$%&'*+.^_`|~\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"[ \t]*|([^;" \t]+)[ \t]*|)/uy;

/** The first of each name counts. Undefined where the rest cannot be read. */
const parametersIn = (text: string): ReadonlyMap<string, string> | undefined => {
  const found = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    PARAMETER.lastIndex = at;
    const match = PARAMETER.exec(text);
    if (match === null) return undefined;
    const [whole, name = '', quoted, plain] = match;
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted === undefined ? (plain ?? '') : unquote(quoted));
    at += whole.length;
  }
  return found;
};

/** Browsers write a quote as %22 and ends of lines as %0D and %0A; others put a backslash before a quote. */
const unquote = (quoted: string): string =>
  quoted.replaceAll('\\"', '"').replaceAll('%22', '"').replaceAll(/%0d/giu, '\r').replaceAll(/%0a/giu, '\n');
