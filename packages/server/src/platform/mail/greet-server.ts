import { createTransport } from 'nodemailer';
import { within } from '../clock/deadline.ts';
import { optionsOf } from './server-url.ts';

/** Why the server cannot be used, without what it was told; undefined when it lets us in. */
export const greetServer = async (url: URL, withinMs: number): Promise<string | undefined> => {
  const transport = createTransport(optionsOf(url));
  try {
    await within(withinMs, 'Greeting the mail server', transport.verify());
    return undefined;
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string };
    // its own words may repeat the user
    if (code === 'EAUTH') return 'it does not take this user and password';
    return message.replace(/\.$/, '');
  } finally {
    transport.close({ force: true });
  }
};
