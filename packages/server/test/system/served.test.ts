import { CONTRACTS } from '@holdfast/protocol/contracts';
import { SOCKETS } from '@holdfast/protocol/sockets/all';
import { channel } from 'node:diagnostics_channel';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';
import { probeOverrides } from '../probe/overrides.ts';
import { probeRoom } from '../probe/socket-contract.ts';

/** Pages, files and descriptions for everybody. Everything else that is served has a contract, and with it a permission. */
const WITHOUT_CONTRACT: ReadonlySet<string> = new Set([
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/',
  'GET /docs/style.css',
  // the console: files that were read at the start, and its page for every address of it
  'GET /*',
  'GET /',
]);

/** The files of a console that is built are named one by one. */
const IS_OF_CONSOLE = /^GET \/(assets\/[^/:*]+|[^/:*]+\.(html|svg|js|txt|webmanifest))$/;

interface Route {
  readonly method: string | readonly string[];
  readonly url: string;
}

interface Framework {
  addHook(name: 'onRoute', hook: (route: Route) => void): void;
}

const served = new Set<string>();

// the web library says on this channel that it was made, before anything is served by it
beforeAll(() => {
  const made = channel('fastify.initialization');
  const watch = (message: unknown): void => {
    made.unsubscribe(watch);
    (message as { fastify: Framework }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) served.add(`${one} ${url}`);
    });
  };
  made.subscribe(watch);
});

const system = useSystem();
const contracts = [...CONTRACTS, ...(probeOverrides().contracts ?? [])];
const sockets = [...SOCKETS, probeRoom].map(({ path }) => ({ method: 'GET', path }));
const placeOf = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;

describe('what is served', () => {
  test('is every contract', () => {
    expect([...contracts, ...sockets].map(placeOf).filter((place) => !served.has(place))).toEqual([]);
  });

  test('is nothing without a contract but what is named here', async () => {
    const promised = new Set(
      [...contracts, ...sockets].flatMap((one) => [placeOf(one), placeOf(one).replace(/^GET /, 'HEAD ')]),
    );
    const others = [...served].filter((place) => {
      const read = place.replace(/^HEAD /, 'GET ');
      return !promised.has(place) && !WITHOUT_CONTRACT.has(read) && !IS_OF_CONSOLE.test(read);
    });
    const refused = await Promise.all(others.map((place) => statusOf(place)));
    // every other method of a path is there to be refused
    expect(others.filter((_place, index) => refused[index] !== 405)).toEqual([]);
    expect(served.size).toBeGreaterThan(promised.size / 2);
  });
});

const statusOf = async (place: string): Promise<number> => {
  const [method = '', path = ''] = place.split(' ');
  // `fetch` can say no other, and none of ours is another
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method)) return 405;
  return (await ask(system, `${method} ${path.replaceAll(/:(\w+)/g, '$1')}`, { role: 'nobody' })).status;
};
