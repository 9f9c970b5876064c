import { LONGEST_MAIL, type Mail, type Recipient, type SmtpScript } from './script.ts';

export interface EnvelopeParts {
  readonly script: () => SmtpScript;
  /** How often this recipient was tried before, which greylisting needs. */
  readonly tried: (recipient: string) => number;
  readonly accept: (mail: Mail) => void;
}

interface Line {
  say(line: string): void;
  reset(): void;
}

const ADDRESS = /^[^:]*:\s*<([^<>\s]*)>/;

const ANSWERS: Readonly<Record<Exclude<Recipient, 'hang'>, string>> = {
  take: '250 2.1.5 Ok',
  refuse: '550 5.1.1 No such user here',
  'refuse for now': '451 4.3.0 Try again later',
};

/** A dot that begins a line was doubled by the sender, so that a single one could mean the end. */
const undotted = (line: string): string => (line.startsWith('.') ? line.slice(1) : line);

/** One mail on its way in: from whom, to whom, and what it says. */
export const createEnvelope = ({ script, tried, accept }: EnvelopeParts, { say, reset }: Line) => {
  let from: string | undefined;
  let to: string[] = [];
  let content: string[] | undefined;
  let size = 0;

  const forget = (): void => {
    from = undefined;
    to = [];
    content = undefined;
  };

  const end = (): void => {
    const mail: Mail = { from: from ?? '', to, content: (content ?? []).join('\r\n') };
    forget();
    if (size > LONGEST_MAIL) return say('552 5.3.4 Too large');
    const verdict = script().content?.(mail.content) ?? 'take';
    if (verdict === 'hang') return;
    // the answer may be lost after the mail was taken: that is what makes mail arrive twice
    if (verdict === 'take' || verdict === 'take and reset') accept(mail);
    if (verdict === 'take and reset') return reset();
    say(verdict === 'take' ? '250 2.0.0 Ok' : ANSWERS[verdict]);
  };

  return {
    isOpen: (): boolean => content !== undefined,
    forget() {
      forget();
      say('250 2.0.0 Ok');
    },
    from(line: string): void {
      const address = ADDRESS.exec(line)?.[1];
      if (address === undefined) return say('501 5.5.4 An address in brackets is needed');
      forget();
      from = address;
      say('250 2.1.0 Ok');
    },
    to(line: string): void {
      const address = ADDRESS.exec(line)?.[1];
      if (from === undefined || address === undefined) return say('503 5.5.1 MAIL first, and an address in brackets');
      const verdict = script().recipient?.(address, tried(address)) ?? 'take';
      if (verdict === 'hang') return;
      if (verdict === 'take') to.push(address);
      say(ANSWERS[verdict]);
    },
    begin(): void {
      if (to.length === 0) return say('554 5.5.1 No valid recipients');
      content = [];
      size = 0;
      say('354 End with a dot');
    },
    line(line: string): void {
      if (line === '.') return end();
      size += line.length;
      if (size <= LONGEST_MAIL) content?.push(undotted(line));
    },
  };
};
