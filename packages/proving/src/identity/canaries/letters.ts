import { until } from '../../lab/wait.ts';
import type { SmtpSimulator } from '../../simulators/smtp/smtp-server.ts';
import { tokenOf } from '../space.ts';

const PATIENCE_SECONDS = 20;

/** Quoted-printable, as letters travel. */
const readable = (content: string): string =>
  content
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

const linkIn = (text: string): string | undefined =>
  text.split(/\s/).find((word) => word.startsWith('http') && word.includes('#'));

/** The token behind the link of the next letter to somebody, once it has come. */
export const tokenFromLetter = async ({ mails }: SmtpSimulator, to: string, nth = 0): Promise<string> =>
  until(`a letter to ${to}`, { seconds: PATIENCE_SECONDS }, () => {
    const mail = mails.filter((one) => one.to.includes(to))[nth];
    const link = mail === undefined ? undefined : linkIn(readable(mail.content));
    return link === undefined ? undefined : tokenOf(link);
  });
