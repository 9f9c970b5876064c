import { UnreadableFile } from '../../unreadable-file.ts';

/** What is heard of an XML text, in its order. Names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: () => ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

export interface XmlReader {
  read(text: string): void;
  end(): void;
}

/** Text between two tags, and a tag: far more than a cell or a style has. */
const LONGEST_PART = 1024 * 1024;

export const damagedXml = (what: string): never => {
  throw new UnreadableFile('damaged', `The workbook is damaged: ${what}.`);
};

/** Tags, text and nothing else: a document type, and with it every entity of somebody's own, is refused. */
export const createXmlReader = (listener: XmlListener): XmlReader => {
  let rest = '';
  let depth = 0;

  const tag = (inner: string): void => {
    const isClosing = inner.startsWith('/');
    const isEmpty = inner.endsWith('/');
    const body = inner.slice(isClosing ? 1 : 0, isEmpty ? -1 : undefined);
    const name = nameOf(body);
    if (isClosing) {
      depth -= 1;
      if (depth < 0) damagedXml('a part of it is closed twice');
      listener.close(name);
      return;
    }
    listener.open(name, () => attributesOf(body));
    if (isEmpty) listener.close(name);
    else depth += 1;
  };
  /** Behind the markup that begins there, or -1 where its end has not come. */
  const markup = (text: string, at: number): number => {
    if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
    if (text.startsWith('<?', at)) return behind(text, '?>', at + 2);
    if (text.startsWith('<![CDATA[', at)) {
      const end = behind(text, ']]>', at + 9);
      if (end !== -1) listener.text(text.slice(at + 9, end - 3));
      return end;
    }
    if (text.startsWith('<!', at)) return text.length - at < 9 ? -1 : damagedXml('it declares a document type');
    const end = endOfTag(text, at + 1);
    if (end !== -1) tag(text.slice(at + 1, end));
    return end === -1 ? -1 : end + 1;
  };

  return {
    read(more) {
      const text = rest + more;
      let at = 0;
      for (;;) {
        const open = text.indexOf('<', at);
        if (open === -1) break;
        if (open > at) {
          listener.text(withoutEntities(text.slice(at, open)));
          at = open;
        }
        const next = markup(text, open);
        if (next === -1) break;
        at = next;
      }
      rest = text.slice(at);
      if (rest.length > LONGEST_PART) damagedXml('a part of it has no end');
    },
    end() {
      if (depth !== 0 || rest.trim() !== '') damagedXml('it is cut off');
    },
  };
};

const behind = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
};

const TAG_PART = /["'>]/g;

/** Where the tag ends: a > within quotes does not end it. */
const endOfTag = (text: string, from: number): number => {
  TAG_PART.lastIndex = from;
  for (let part = TAG_PART.exec(text); part !== null; part = TAG_PART.exec(text)) {
    if (part[0] === '>') return part.index;
    const closing = text.indexOf(part[0], part.index + 1);
    if (closing === -1) return -1;
    TAG_PART.lastIndex = closing + 1;
  }
  return -1;
};

const NAME_END = /[\s/>]|$/;

const nameOf = (body: string): string => {
  const name = body.slice(0, NAME_END.exec(body)?.index);
  return name.slice(name.indexOf(':') + 1);
};

const ATTRIBUTE_NAME = /[^\s=]+/y;
const EQUALS = /\s*=\s*/y;
const BLANK = /\s*/y;

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

/** Behind the name of the tag, one after the other; it ends where something is no attribute. */
const attributesOf = (body: string): ReadonlyMap<string, string> => {
  const attributes = new Map<string, string>();
  for (let at = NAME_END.exec(body)?.index ?? body.length; at < body.length;) {
    at += matchAt(BLANK, body, at).length;
    const name = matchAt(ATTRIBUTE_NAME, body, at);
    const value = at + name.length + matchAt(EQUALS, body, at + name.length).length;
    const quote = body[value];
    const end = quote === '"' || quote === "'" ? body.indexOf(quote, value + 1) : -1;
    if (end === -1) break;
    attributes.set(name, withoutEntities(body.slice(value + 1, end)));
    at = end + 1;
  }
  return attributes;
};

const ENTITY = /&([^;&]{0,12});?/g;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(ENTITY, (all, name: string) =>
        all.endsWith(';') ? entity(name) : damagedXml('an entity has no end'),
      )
    : text;

const entity = (name: string): string => {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  const isNumber = /^#(?:\d{1,7}|x[0-9a-f]{1,6})$/i.test(name);
  const code = isNumber ? Number.parseInt(name.slice(1).replace(/^x/i, ''), /^#x/i.test(name) ? 16 : 10) : Number.NaN;
  return code > 0 && code <= 0x10ffff
    ? String.fromCodePoint(code)
    : damagedXml(`it has an entity &${name}; of its own`);
};
