import { onTestFinished } from 'vitest';
import { captureLog } from '../../log/testing/capture.ts';
import { createMetrics } from '../../telemetry/metrics.ts';
import type { Message } from '../mail.ts';
import { createSmtpMail, type SmtpParts } from '../smtp-mail.ts';

/** Real mail through a server of the test, closed with it. */
export const setUp = (url: string, options: Partial<SmtpParts> = {}) => {
  const { log, lines } = captureLog();
  const metrics = createMetrics();
  let now = 0;
  const mail = createSmtpMail({
    url: new URL(url),
    from: { name: 'Holdfast', address: 'holdfast@example.com' },
    metrics,
    log,
    elapsed: () => now,
    ...options,
  });
  onTestFinished(() => mail.close());
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { mail, lines, metrics, pass };
};

export const aMessage = (more: Partial<Message> = {}): Message => ({
  to: ['ann@example.com'],
  subject: 'Hello',
  text: 'In words.',
  html: '<p>In words.</p>',
  ...more,
});

/** What a handler of the server gives to refuse. */
export const refusing = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });
