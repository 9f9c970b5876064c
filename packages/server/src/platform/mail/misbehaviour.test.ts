import { describe, expect, test } from 'vitest';
import { startMailServer, startRawMailServer } from './testing/mail-server.ts';
import { aMessage, refusing, setUp } from './testing/mail.ts';

describe('servers that do not behave', () => {
  test('one that says nothing costs the time and no more', async () => {
    const server = await startRawMailServer((socket) => void socket.resume());
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`, { timeoutMs: 100 });
    expect(await mail.send(aMessage())).toMatchObject([{ outcome: 'temporary' }]);
    await mail.close();
    await expect.poll(server.open).toBe(0);
  });

  test('one that greets for ever costs the time and no more', async () => {
    const server = await startRawMailServer((socket) => {
      const timer = setInterval(() => void socket.write('220-still here\r\n'), 10);
      socket.resume().once('close', () => clearInterval(timer));
    });
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`, { timeoutMs: 200 });
    expect(await mail.send(aMessage())).toMatchObject([{ outcome: 'temporary' }]);
    await mail.close();
    await expect.poll(server.open).toBe(0);
  });

  test.each(['at once', 'after the greeting', 'after the data'])(
    'one that dies %s is tried again by whoever sends, not by us',
    async (when) => {
      let connections = 0;
      const server = await startRawMailServer((socket) => {
        connections += 1;
        if (when === 'at once') {
          socket.destroy();
          return;
        }
        socket.write('220 hello\r\n');
        socket.on('data', (bytes) => {
          const said = bytes.toString();
          if (when === 'after the greeting') socket.destroy();
          else if (said.startsWith('EHLO')) socket.write('250 hello\r\n');
          else if (said.startsWith('DATA')) socket.write('354 go on\r\n');
          else if (said.includes('\r\n.\r\n')) socket.destroy();
          else if (said.startsWith('MAIL') || said.startsWith('RCPT')) socket.write('250 ok\r\n');
        });
      });
      const { mail } = setUp(`smtp://127.0.0.1:${server.port}`, { timeoutMs: 3000 });
      expect(await mail.send(aMessage())).toEqual([
        {
          address: 'ann@example.com',
          outcome: 'temporary',
          reason: 'The mail server could not be reached or broke off. Whether it took the message is not known.',
        },
      ]);
      expect(connections).toBe(1);
    },
  );

  test('what it says is cut to a sentence and cannot steer a terminal', async () => {
    const server = await startMailServer({
      onRcptTo: (_address, _session, done) => done(refusing(550, `no\u001b[2J${'x'.repeat(5000)}`)),
    });
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    const [delivery] = await mail.send(aMessage());
    expect(delivery?.reason).toMatch(/^The mail server said: [ -~]{0,300}$/);
  });

  test('who gives up gets its reason', async () => {
    const server = await startRawMailServer((socket) => void socket.resume());
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    const controller = new AbortController();
    const pending = mail.send(aMessage(), controller.signal);
    await expect.poll(server.open).toBe(1);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
    await expect(mail.send(aMessage(), controller.signal)).rejects.toBe(reason);
  });
});

describe('health', () => {
  test('nobody there is degraded, and well again a moment after somebody is', async () => {
    const server = await startMailServer();
    const { mail, pass } = setUp(`smtp://127.0.0.1:${server.port}`);
    expect((await mail.health()).status).toBe('ok');
    const gone = setUp('smtp://127.0.0.1:1');
    expect(await gone.mail.health()).toEqual({
      status: 'degraded',
      detail: 'The mail server cannot be reached or does not let us in. Look at HOLDFAST_SMTP_URL and at the server.',
    });
    pass(61_000);
    expect((await mail.health()).status).toBe('ok');
  });

  test('a well server is greeted once a minute, however often somebody asks', async () => {
    let connections = 0;
    const server = await startMailServer({
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
    });
    const { mail, pass } = setUp(`smtp://127.0.0.1:${server.port}`);
    for (let asked = 0; asked < 20; asked += 1) await mail.health();
    expect(connections).toBe(1);
    pass(60_000);
    await mail.health();
    expect(connections).toBe(2);
  });

  test('one that hangs is answered for in time', async () => {
    const server = await startRawMailServer((socket) => void socket.resume());
    const { mail } = setUp(`smtp://127.0.0.1:${server.port}`);
    const since = performance.now();
    expect((await mail.health()).status).toBe('degraded');
    expect(performance.now() - since).toBeLessThan(1400);
  });
});
