import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const CONNECTIONS = 4;

/**
 * How the server that the operator named is spoken to. `smtps:` is TLS from the first byte; `smtp:` must become TLS before anything
 * is said, except on this machine.
 */
export const optionsOf = (url: URL): SMTPPoolOptions & { readonly pool: true } => {
  const isSecure = url.protocol === 'smtps:';
  const isHere = LOOPBACK.test(url.hostname);
  return {
    pool: true,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    requireTLS: !isSecure && !isHere,
    ignoreTLS: !isSecure && isHere,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    tls: { minVersion: 'TLSv1.2' },
    maxConnections: CONNECTIONS,
    // a message whose connection broke may have been taken: whether it is sent again is for its sender to say
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  };
};
