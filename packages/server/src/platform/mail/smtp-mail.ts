import { createTransport } from 'nodemailer';
import type { ConnectionOptions } from 'node:tls';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { deliveriesAfter, deliveriesOf } from './deliveries.ts';
import type { Delivery, Mail } from './mail.ts';
import type { Mailbox } from './mailbox.ts';
import { objectionTo } from './objection.ts';
import { optionsOf } from './server-url.ts';
import { watchServer } from './watch-server.ts';

export interface SmtpParts {
  readonly url: URL;
  readonly from: Mailbox;
  readonly metrics: Pick<Metrics, 'count'>;
  readonly log: Log;
  readonly elapsed: () => number;
  /** For one message, whatever the server does meanwhile. */
  readonly timeoutMs?: number;
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'servername'>;
}

export interface SmtpMail extends Mail {
  health(): Promise<PartHealth>;
}

const TIMEOUT_MS = 60_000;

/** Sends through the operator's own server, which is connected to wherever it is: the rules for requests to the outside are not for it. */
export const createSmtpMail = ({
  url,
  from,
  metrics,
  log,
  elapsed,
  timeoutMs = TIMEOUT_MS,
  tls,
}: SmtpParts): SmtpMail => {
  const usual = optionsOf(url);
  const transport = createTransport({
    ...usual,
    tls: { ...usual.tls, ...tls },
  });
  const server = watchServer(() => transport.verify(), elapsed);

  const attempt = async (message: Parameters<Mail['send']>[0], signal: AbortSignal): Promise<Delivery[]> => {
    const { to, subject, text, html, messageId } = message;
    try {
      const sent = await transport.sendMail({
        from: { ...from },
        to: to.map((address) => ({ name: '', address })),
        envelope: { from: from.address, to: [...to] },
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        ...(messageId === undefined ? {} : { messageId }),
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      });
      server.answered();
      return deliveriesOf(to, sent);
    } catch (error) {
      // the library throws errors of its own with these members, and none without
      return deliveriesAfter(to, error as object);
    }
  };

  return {
    isConfigured: true,
    async send(message, signal) {
      signal?.throwIfAborted();
      const objection = objectionTo(message);
      const limit = AbortSignal.timeout(timeoutMs);
      const deliveries =
        objection === undefined
          ? await attempt(message, signal === undefined ? limit : AbortSignal.any([signal, limit]))
          : message.to.map((address) => ({ address, outcome: 'permanent' as const, reason: objection }));
      // what was taken was taken, though nobody waits for it any more
      if (!deliveries.some(({ outcome }) => outcome === 'accepted')) signal?.throwIfAborted();
      tell(deliveries, metrics, log);
      return deliveries;
    },
    health: () => server.health(),
    close: async () => transport.close({ force: true }),
  };
};

/** Without addresses, and without what the server said of them. */
const tell = (deliveries: readonly Delivery[], metrics: SmtpParts['metrics'], log: Log): void => {
  for (const { outcome } of deliveries) metrics.count('holdfast_mail_deliveries_total', { outcome });
  const failed = deliveries.filter(({ outcome }) => outcome !== 'accepted');
  if (failed.length === 0) return;
  const permanent = failed.filter(({ outcome }) => outcome === 'permanent').length;
  log.warn(
    { event: 'mail_failed', recipients: deliveries.length, temporary: failed.length - permanent, permanent },
    'A message was not taken for all of its recipients.',
  );
};
