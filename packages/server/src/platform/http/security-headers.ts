import type { FastifyInstance } from 'fastify';

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** For answers that are data: a browser that shows one as a page runs nothing in it. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For pages of ours: everything from this server, nothing inline. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

export const PAGE_HEADERS = { 'content-security-policy': PAGE_POLICY };

/** What every answer carries. A page overrides the policy for data. */
export const securityHeaders = (overTls: boolean): Readonly<Record<string, string>> => ({
  ...EVERYWHERE,
  'content-security-policy': DATA_POLICY,
  'cache-control': 'no-store',
  ...(overTls ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
});

/** One hook for everything that finds its way to a route, errors included. */
export const setSecurityHeaders = (app: FastifyInstance, headers: Readonly<Record<string, string>>): void => {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
};
