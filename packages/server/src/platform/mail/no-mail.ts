import { fail } from '../failure.ts';
import type { Mail } from './mail.ts';

/** Where no mail server is configured. Whoever can do without mail asks first. */
export const noMail: Mail = {
  isConfigured: false,
  send: async () => fail('mail_not_configured'),
  close: async () => {},
};
