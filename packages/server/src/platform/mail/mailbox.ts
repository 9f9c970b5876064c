/** An address with a name that is shown: `Holdfast <holdfast@example.com>`. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const MOST_CHARACTERS = 254;
const LONGEST_LOCAL = 64;

/** Bare addresses alone: no quotes, comments, lists, groups, routes or address literals, in which others have hidden second recipients. */
const ADDRESS = /^[^\p{Cc}\p{Zs}\p{Zl}\p{Zp}"(),:;<>@[\\\]]+@[^\p{Cc}\p{Zs}\p{Zl}\p{Zp}"(),:;<>@[\\\]]+$/u;
const DOMAIN = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(\.(?!-)[\p{L}\p{M}\p{N}-]{1,63})*$/u;
const DOTS = /^\.|\.\.|\.@/;

export const isMailAddress = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  return (
    text.length <= MOST_CHARACTERS &&
    at <= LONGEST_LOCAL &&
    ADDRESS.test(text) &&
    !DOTS.test(text) &&
    DOMAIN.test(text.slice(at + 1))
  );
};

/** Undefined for what is neither `address` nor `Name <address>`. */
export const parseMailbox = (text: string): Mailbox | undefined => {
  const [, name = '', inBrackets] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? [];
  const address = inBrackets ?? text.trim();
  return isMailAddress(address) ? { name: name.trim().replaceAll('"', ''), address } : undefined;
};
