export interface Library {
  readonly packages: RegExp;
  /** The only files of the server that may import it. */
  readonly home: RegExp;
  readonly why: string;
}

const STORES = String.raw`(capabilities/[^/]+/(.*/)?store[^/]*(\.ts$|/)|platform/[^/]+/([^/]+-)?store\.ts$)`;
const ROUTES = String.raw`capabilities/[^/]+/(.*/)?routes[^/]*(\.ts$|/)`;

/** Libraries that stay in their room, so that they can be understood and replaced there. */
export const LIBRARIES: readonly Library[] = [
  {
    packages: /^(pg|pg-.*|kysely)(\/|$)/,
    home: new RegExp(`^packages/server/src/(platform/(database|postgres)/|${STORES})`),
    why: 'only stores, platform/database and platform/postgres speak to the database',
  },
  {
    packages: /^(fastify|@fastify\/.*|fastify-.*|ws)(\/|$)/,
    home: new RegExp(`^packages/server/src/(platform/(http|sockets)/|${ROUTES})`),
    why: 'only routes, platform/http and platform/sockets know the web library',
  },
  {
    packages: /^(undici|node-fetch|axios|got)(\/|$)/,
    home: /^packages\/server\/src\/platform\/outbound\//,
    why: 'requests to other servers go through platform/outbound, which vets where they go',
  },
  {
    packages: /^nodemailer(\/|$)/,
    home: /^packages\/server\/src\/platform\/mail\//,
    why: 'only platform/mail speaks to the mail server',
  },
];
