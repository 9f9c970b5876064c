import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { TEST_CERTIFICATE } from '../../../test/ground/certificate.ts';
import { allow, outboundFor } from './testing/outbound.ts';

const AS_TOOL = { purpose: 'tool' } as const;

const serveTls = async (): Promise<number> => {
  const server = createServer(TEST_CERTIFICATE, (request, response) => {
    response.end(
      `${(request.socket as TLSSocket & { readonly servername: string }).servername} ${request.headers.host}`,
    );
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return (server.address() as AddressInfo).port;
};

test('TLS and Host name the name, though the vetted address is connected to', async () => {
  const port = await serveTls();
  const outbound = outboundFor({
    resolve: async () => ['127.0.0.1'],
    allowed: allow(`127.0.0.1:${port}`),
    ca: TEST_CERTIFICATE.cert,
  });
  const { body } = await outbound.fetch(`https://app.example.com:${port}/`, AS_TOOL);
  expect(body.toString()).toBe(`app.example.com app.example.com:${port}`);
});

test.each([
  ['that nobody signed', 'app.example.com', undefined],
  ['for another name', 'other.example.com', TEST_CERTIFICATE.cert],
])('a certificate %s is not believed, and the sentence says so', async (_what, host, ca) => {
  const port = await serveTls();
  const outbound = outboundFor({
    resolve: async () => ['127.0.0.1'],
    allowed: allow(`127.0.0.1:${port}`),
    ...(ca === undefined ? {} : { ca }),
  });
  await expect(outbound.fetch(`https://${host}:${port}/`, AS_TOOL)).rejects.toMatchObject({
    reason: 'broken',
    message: `https://${host}:${port} has no certificate that can be trusted. Its owner must mend that.`,
  });
});
