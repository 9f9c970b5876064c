import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract as define, isOfAccount, isOpen, isSignedIn } from './contract.ts';
import { CONTRACTS } from './contracts.ts';
import { PERMISSIONS } from './permissions.ts';

/** Others make these requests, and what they add is their affair. */
const FOREIGN_QUERIES: ReadonlySet<string> = new Set(['identity.finish_oidc']);

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

test('no two contracts share a name', () => {
  expect(new Set(CONTRACTS.map(({ name }) => name)).size).toBe(CONTRACTS.length);
});

test('no two contracts answer the same method of the same path, whatever their parameters are called', () => {
  const places = CONTRACTS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(places).size).toBe(places.length);
});

test('what is written down although it only reads are these, and nothing else is', () => {
  const recorded = CONTRACTS.filter((contract) => 'recorded' in contract);
  expect(recorded.map(({ name, method }) => `${method} ${name}`).toSorted()).toEqual([
    'GET audit.list',
    'GET audit.list_instance',
    'GET audit.verify',
    'GET audit.verify_instance',
    'GET identity.finish_oidc',
    'GET identity.get_key',
    'GET knowledge.export_pairs',
  ]);
});

test('an endpoint that does not say who may does not compile', () => {
  // @ts-expect-error it has no permission
  const silent = define({ name: 'a.read', method: 'GET', path: '/a', summary: 'A.', answers: { 200: z.null() } });
  expect(silent).not.toHaveProperty('permission');
});

describe.each(CONTRACTS.map((contract) => [contract.name, contract] as const))('%s', (_name, contract) => {
  test('has a name of the form area.verb', () => {
    expect(contract.name).toMatch(/^[a-z][a-z_]*\.[a-z][a-z_]*$/);
  });

  test('has a path of plain segments and parameters', () => {
    expect(contract.path).toMatch(/^(\/([a-z0-9][a-z0-9.-]*|\{[a-z][a-z_]*\}))+$/);
  });

  test('describes exactly the parameters that its path has', () => {
    expect(Object.keys(contract.params?.shape ?? {}).toSorted()).toEqual(namesIn(contract.path).toSorted());
  });

  test('needs a permission that exists, or says in a sentence why it is open', () => {
    const { permission } = contract;
    if (isOpen(permission)) expect(permission.open.split(' ').length).toBeGreaterThan(3);
    else if (isSignedIn(permission)) expect(permission.signedIn.split(' ').length).toBeGreaterThan(3);
    else if (isOfAccount(permission)) expect(permission.account.split(' ').length).toBeGreaterThan(3);
    else expect(PERMISSIONS).toContain(permission);
  });

  test('has a summary that is a sentence', () => {
    expect(contract.summary).toMatch(/^[A-Z].*\.$/s);
  });

  test('answers with statuses of success or of its own health, and has no body where there is none to read', () => {
    for (const status of Object.keys(contract.answers)) expect(status).toMatch(/^(200|201|202|204|302|503)$/);
    if (contract.method === 'GET') expect(contract.body).toBeUndefined();
  });

  test('has schemas that JSON Schema can say, for documents and clients', () => {
    const schemas = [
      contract.params,
      contract.query,
      contract.body,
      ...Object.values(contract.answers),
      ...Object.values(contract.events ?? {}),
    ];
    for (const schema of schemas.filter((one) => one !== undefined))
      expect(z.toJSONSchema(schema, { unrepresentable: 'any' })).toHaveProperty('$schema');
  });

  test('refuses fields that it does not know', () => {
    for (const schema of [contract.params, contract.query, contract.body]) {
      if (schema === undefined || (schema === contract.query && FOREIGN_QUERIES.has(contract.name))) continue;
      expect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).not.toHaveProperty(
        'additionalProperties',
        {},
      );
      expect(schema.safeParse({ a_field_that_nobody_knows: 1 }).error?.issues).toContainEqual(
        expect.objectContaining({ code: 'unrecognized_keys' }),
      );
    }
    expect(contract.summary.length).toBeGreaterThan(0);
  });

  test('remembers answers by key only where there is a workspace to keep them in', () => {
    const { permission } = contract;
    const hasWorkspace = !isOpen(permission) && !isOfAccount(permission) && permission !== 'instance:manage';
    expect(contract.idempotency === undefined || hasWorkspace).toBe(true);
  });

  test('asks for a version or a key only where something is changed', () => {
    if (contract.precondition !== undefined || contract.idempotency !== undefined)
      expect(contract.method).not.toBe('GET');
    expect(contract.idempotency === undefined || contract.method === 'POST').toBe(true);
  });
});
