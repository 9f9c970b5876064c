import { describe, expect, test } from 'vitest';
import { TEST_CERTIFICATE } from '../../../test/ground/certificate.ts';
import { startMailServer, startRawMailServer } from './testing/mail-server.ts';
import { aMessage, refusing, setUp } from './testing/mail.ts';

describe('signing in and TLS', () => {
  const withPassword = (password: string) =>
    startMailServer({
      secure: true,
      authOptional: false,
      onAuth: (auth, _session, done) =>
        auth.password === password && auth.username === 'me@x' ? done(null, { user: 'me' }) : done(refusing(535, 'no')),
    });

  test('user and password are taken from the URL, percent-encoded', async () => {
    const server = await withPassword('p@ss/w:rd');
    const { mail } = setUp(`smtps://me%40x:p%40ss%2Fw%3Ard@localhost:${server.port}`, {
      tls: { ca: TEST_CERTIFICATE.cert },
    });
    expect(await mail.send(aMessage())).toMatchObject([{ outcome: 'accepted' }]);
    expect(server.received[0]?.secure).toBe(true);
    expect(await mail.health()).toEqual({ status: 'ok', detail: '' });
  });

  test('a wrong password is for the operator: try later, degraded, and the password is nowhere', async () => {
    const server = await withPassword('right');
    const { mail, lines } = setUp(`smtps://me%40x:wr0ngpass@localhost:${server.port}`, {
      tls: { ca: TEST_CERTIFICATE.cert },
    });
    const deliveries = await mail.send(aMessage());
    expect(deliveries).toEqual([
      {
        address: 'ann@example.com',
        outcome: 'temporary',
        reason: 'The mail server did not take the user and password of HOLDFAST_SMTP_URL.',
      },
    ]);
    const health = await mail.health();
    expect(health.status).toBe('degraded');
    expect(JSON.stringify([deliveries, health, lines])).not.toContain('wr0ngpass');
  });

  test('a certificate that nobody signed is not believed', async () => {
    const server = await startMailServer({ secure: true });
    const { mail } = setUp(`smtps://localhost:${server.port}`);
    expect(await mail.send(aMessage())).toMatchObject([{ outcome: 'temporary' }]);
    expect(server.received).toEqual([]);
  });

  test('a certificate for another name is not believed', async () => {
    const server = await startMailServer({ secure: true });
    const { mail } = setUp(`smtps://127.1:${server.port}`, { tls: { ca: TEST_CERTIFICATE.cert }, timeoutMs: 2000 });
    expect(await mail.send(aMessage())).toMatchObject([
      { outcome: 'temporary', reason: 'The mail server could not be spoken to over TLS. Look at its certificate.' },
    ]);
    expect(server.received).toEqual([]);
  });
});

describe('a server elsewhere, without TLS from the start', () => {
  // a spelling of loopback that is not taken for this machine
  const elsewhere = (port: number): string => `smtp://me:s3cret@127.1:${port}`;

  test('is told nothing, not even the password, before it is TLS', async () => {
    let said = '';
    const server = await startRawMailServer((socket) => {
      socket.write('220 hello\r\n');
      socket.on('data', (bytes) => {
        said += bytes.toString();
        socket.write(
          said.startsWith('EHLO') && !said.includes('STARTTLS') ? '250-hello\r\n250 AUTH PLAIN\r\n' : '502 no\r\n',
        );
      });
    });
    const { mail } = setUp(elsewhere(server.port), { timeoutMs: 3000 });
    expect(await mail.send(aMessage())).toMatchObject([{ outcome: 'temporary' }]);
    expect(said).toContain('STARTTLS');
    expect(said).not.toMatch(/AUTH|MAIL|s3cret/);
  });

  test('becomes TLS and then takes the message', async () => {
    const server = await startMailServer({ onAuth: (_auth, _session, done) => done(null, { user: 'me' }) });
    const { mail } = setUp(elsewhere(server.port), {
      tls: { ca: TEST_CERTIFICATE.cert, servername: 'localhost' },
    });
    expect(await mail.send(aMessage())).toMatchObject([{ outcome: 'accepted' }]);
    expect(server.received).toMatchObject([{ secure: true }]);
  });

  test('is not believed with a certificate that nobody signed', async () => {
    const server = await startMailServer();
    const { mail } = setUp(elsewhere(server.port));
    expect(await mail.send(aMessage())).toMatchObject([
      { outcome: 'temporary', reason: 'The mail server could not be spoken to over TLS. Look at its certificate.' },
    ]);
    expect(server.received).toEqual([]);
  });
});
