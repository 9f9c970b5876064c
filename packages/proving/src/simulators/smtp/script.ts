export const LONGEST_MAIL = 10 * 1024 * 1024;

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, with CRLF; bytes beyond ASCII as Latin-1. */
  readonly content: string;
}

export type Recipient = 'take' | 'refuse' | 'refuse for now' | 'hang';

/** What is wrong with the server. What a script does not say is well. */
export interface SmtpScript {
  /** False: it accepts the connection and never says a word. */
  readonly greets?: boolean;
  /** `before`: how often this address was tried already. */
  recipient?(address: string, before: number): Recipient;
  content?(mail: string): Recipient | 'take and reset';
}
