import { isOpen } from '@holdfast/protocol/contract';
import { CONTRACTS } from '@holdfast/protocol/contracts';
import { ERROR_BOOK } from '@holdfast/protocol/errors/book';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';
import { probeOverrides } from '../probe/overrides.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
  readonly security: readonly object[];
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const system = useSystem();
const contracts = [...CONTRACTS, ...(probeOverrides().contracts ?? [])];

const read = async (): Promise<Description> => {
  const answer = await ask(system, 'GET /openapi.json', { role: 'nobody' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  return answer.body as Description;
};

const operationsOf = ({ paths }: Description) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

const everythingIn = (value: unknown): object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(everythingIn)] : [];

describe('/openapi.json', () => {
  test('is OpenAPI 3.1 with exactly the contracts', async () => {
    const description = await read();
    expect(description.openapi).toBe('3.1.0');
    expect(
      operationsOf(description)
        .map(({ path, method, operation }) => `${operation.operationId} ${method.toUpperCase()} ${path}`)
        .toSorted(),
    ).toEqual(contracts.map(({ name, method, path }) => `${name} ${method} ${path}`).toSorted());
  });

  test('has no operation id twice', async () => {
    const ids = operationsOf(await read()).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('refers only to what is in it', async () => {
    const description = await read();
    const references = everythingIn(description).flatMap((one) => ('$ref' in one ? [String(one.$ref)] : []));
    expect(references.length).toBeGreaterThan(0);
    for (const reference of new Set(references)) {
      expect(reference).toMatch(/^#\//);
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], description);
      expect([reference, typeof found]).toEqual([reference, 'object']);
    }
  });

  test('declares every parameter of every path, and each once', async () => {
    for (const { path, operation } of operationsOf(await read())) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(new Set(declared.map(({ name }) => name))).toEqual(new Set(inPath));
      expect(declared.every(({ required }) => required)).toBe(true);
      const places = operation.parameters.map(({ name, in: place }) => `${place} ${name}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  test('describes every answer, and says of every failure which codes it may have', async () => {
    for (const { operation } of operationsOf(await read())) {
      expect(Object.keys(operation.responses).some((status) => /^[23]/.test(status))).toBe(true);
      for (const { description } of Object.values(operation.responses)) expect(description).not.toBe('');
      expect(operation.responses).toHaveProperty('503');
    }
  });

  test('says who may: bearer or cookie for all but what is open, which says why', async () => {
    for (const { operation } of operationsOf(await read())) {
      const permission = contracts.find(({ name }) => name === operation.operationId)?.permission;
      const isForAnybody = permission === undefined || isOpen(permission);
      expect(operation.security).toEqual(isForAnybody ? [] : [{ bearer: [] }, { cookie: [] }]);
      // what is open may ask for a secret all the same
      if (!isForAnybody) expect(operation.responses).toHaveProperty('401');
    }
  });

  test('asks for the headers that a contract asks for', async () => {
    const operations = operationsOf(await read());
    const headersOf = (id: string) =>
      operations
        .find(({ operation }) => operation.operationId === id)
        ?.operation.parameters.filter((one) => one.in === 'header')
        .map(({ name, required }) => [name, required]);
    expect(headersOf('probe.change_note')).toEqual([['If-Match', true]]);
    expect(headersOf('probe.create_note')).toEqual([['Idempotency-Key', false]]);
    expect(headersOf('probe.stream')).toEqual([['Last-Event-ID', false]]);
  });

  test('answers what it says: a real problem has what its schema requires, and a status that the operation names', async () => {
    const description = await read();
    const answer = await ask(system, 'POST /api/v1/probe/notes', { json: {} });
    expect(description.paths['/api/v1/probe/notes']?.['post']?.responses).toHaveProperty(String(answer.status));
    const problem = (description as unknown as { components: { schemas: { Problem: { required: string[] } } } })
      .components.schemas.Problem;
    for (const member of problem.required) expect(answer.body).toHaveProperty(member);
  });
});

describe('where there is a public address', () => {
  const named = useSystem({ HOLDFAST_PUBLIC_URL: 'https://holdfast.example:8443/' });

  test('/openapi.json names it as the server, and none where there is none', async () => {
    const { body } = await ask(named, 'GET /openapi.json', { role: 'nobody' });
    expect(body).toMatchObject({ servers: [{ url: 'https://holdfast.example:8443' }] });
    expect(await read()).not.toHaveProperty('servers');
  });
});

describe('/docs', () => {
  const page = async (): Promise<string> =>
    (await ask(system, 'GET /docs', { role: 'nobody', headers: { accept: 'text/html' } })).text;

  test('shows every endpoint and every error of the book', async () => {
    const text = await page();
    for (const { name, path } of contracts) {
      expect(text).toContain(`<section id="${name}">`);
      expect(text).toContain(path);
    }
    for (const code of Object.keys(ERROR_BOOK)) expect(text).toContain(`<section id="error-${code}"`);
  });

  test('tells what can be followed, and shows no mark of writing', async () => {
    const text = await page();
    expect(text).toContain('<section id="topic-work">');
    expect(text).not.toContain('`');
    expect(text.split('<section id="process.readiness">')[1]?.split('</section>')[0]).toContain('Answer 200 and 503');
  });

  test('says of an answer that is text that it is', async () => {
    const [, metrics = ''] = (await page()).split('<section id="process.metrics">');
    const [section = ''] = metrics.split('</section>');
    expect(section.replaceAll(/\s+/g, ' ')).toContain('<h4>Answer 200</h4> <p class="who">text/plain.</p>');
    expect(section).toContain('A direct request from the same machine needs no credentials');
  });

  test('is also found with a slash behind it', async () => {
    const answer = await ask(system, 'GET /docs/', { role: 'nobody' });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/docs']);
  });

  test('has nothing inline that its policy would refuse, and loads nothing from elsewhere', async () => {
    const text = await page();
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|data:/i);
    for (const [, source = ''] of text.matchAll(/(?:src|href)="([^"]*)"/g))
      expect(source).toMatch(/^(#|\/(?!\/)|https:\/\/www\.rfc-editor\.org\/)/);
  });

  test('has every anchor that it links to, and no id twice', async () => {
    const text = await page();
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('is where the type of every problem leads', async () => {
    const { body } = await ask(system, 'GET /nope');
    const { type } = body as { type: string };
    expect(type).toBe('/docs#error-not_found');
    expect(await page()).toContain(`id="${type.split('#')[1]}"`);
  });
});
