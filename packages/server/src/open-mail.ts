import type { Config } from './config/settings.ts';
import type { Platform } from './platform.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import type { Mail } from './platform/mail/mail.ts';
import { noMail } from './platform/mail/no-mail.ts';
import { createSmtpMail, type SmtpParts } from './platform/mail/smtp-mail.ts';
import { OperatorError } from './platform/operator-error.ts';

type MailServer = Pick<SmtpParts, 'url' | 'from'>;

/** Undefined where no mail is to be sent. Half of the settings are none, and are told before anything is opened. */
export const mailServerOf = (config: Config): MailServer | undefined => {
  const { HOLDFAST_SMTP_URL: url, HOLDFAST_MAIL_FROM: from } = config;
  if (url === undefined) return undefined;
  if (from !== undefined) return { url, from };
  throw new OperatorError('HOLDFAST_SMTP_URL is set and HOLDFAST_MAIL_FROM is not. Say whom mail is from.', {
    exitCode: 78,
  });
};

/** Whether the server can be reached is its health, and no reason not to start. */
export const openMail = async (
  server: MailServer | undefined,
  lifecycle: Lifecycle,
  { metrics, health, clock, log }: Pick<Platform, 'metrics' | 'health' | 'clock' | 'log'>,
): Promise<Mail> => {
  if (server === undefined) return noMail;
  const open = () => createSmtpMail({ ...server, metrics, log, elapsed: clock.elapsed });
  const mail = await lifecycle.open('mail', open, { close: (opened) => opened.close() });
  health.add('mail', () => mail.health());
  return mail;
};
