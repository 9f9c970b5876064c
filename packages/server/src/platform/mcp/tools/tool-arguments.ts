import type { Contract } from '@holdfast/protocol/contract';
import { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import { fail, refuseField } from '../../failure.ts';
import { compileSchema, type CompiledSchema } from '../../http/compile-schema.ts';
import { readIdempotencyKey } from '../../http/idempotency.ts';
import { createFindings } from '../../http/invalid-fields.ts';
import type { Parsed } from '../../http/parse.ts';

export interface ReadArguments {
  readonly parsed: Parsed;
  readonly key: string | undefined;
}

/** What a tool takes: the fields of its endpoint's path, query and body side by side, and what headers say there. */
export interface ToolArguments {
  readonly schema: object;
  /** Fails with everything that is wrong, each by its name. */
  read(given: unknown): ReadArguments;
}

type Fields = Readonly<Record<string, unknown>>;

const PARTS = ['params', 'query', 'body'] as const;
type Part = (typeof PARTS)[number];

const KEY = 'idempotency_key';
const VERSION = 'version';

const HEADERS = {
  [KEY]: z.string().describe('The same key with the same arguments again gets the first answer and does nothing.'),
  [VERSION]: Version.describe('Of what is changed, as it was read. Another by now is refused.'),
};

export const argumentsOf = (contract: Contract): ToolArguments => {
  const shapes = shapesOf(contract);
  const schemas = new Map<Part, CompiledSchema>(
    PARTS.flatMap((part) => (contract[part] === undefined ? [] : [[part, compileSchema(contract[part])] as const])),
  );
  // whatever comes is then too much
  if (schemas.size === 0) schemas.set('query', compileSchema(z.strictObject({})));
  const said = headersOf(contract);
  const headers = compileSchema(z.object(said));
  const partOf = (field: string): Part =>
    PARTS.find((part) => Object.hasOwn(shapes[part] ?? {}, field)) ?? [...schemas.keys()].at(-1) ?? 'body';

  return {
    schema: schemaOf(contract),
    read(given = {}) {
      if (typeof given !== 'object' || given === null || Array.isArray(given))
        return refuseField('/arguments', 'invalid_type', 'must be an object');
      const fields = given as Fields;
      const wrong = createFindings();
      const check = (schema: CompiledSchema, value: unknown): unknown => {
        const result = schema.safeParse(value);
        if (result.success) return result.data;
        wrong.add('arguments', result.error, value);
        return undefined;
      };
      const headed = check(headers, fields) as { readonly [KEY]?: string; readonly [VERSION]?: Version } | undefined;
      const sorted = Object.groupBy(
        Object.entries(fields).filter(([field]) => !Object.hasOwn(said, field)),
        ([field]) => partOf(field),
      );
      const parse = (part: Part): unknown => {
        const schema = schemas.get(part);
        return schema && check(schema, Object.fromEntries(sorted[part] ?? []));
      };
      const [params, query, body] = PARTS.map(parse);
      if (wrong.fields.length > 0) fail('invalid', { detail: wrong.detail, fields: wrong.fields });
      return {
        parsed: { params, query, body, version: headed?.[VERSION], lastEventId: undefined },
        key: readIdempotencyKey(contract, headed?.[KEY]),
      };
    },
  };
};

const headersOf = ({ idempotency, precondition }: Contract): z.core.$ZodLooseShape => ({
  ...(idempotency === undefined ? {} : { [KEY]: idempotency === 'required' ? HEADERS[KEY] : HEADERS[KEY].optional() }),
  ...(precondition === undefined ? {} : { [VERSION]: HEADERS[VERSION] }),
});

/** Fields that stand in two places could not be told apart side by side. */
const shapesOf = (contract: Contract): Partial<Record<Part, Fields>> => {
  const shapes: Partial<Record<Part, Fields>> = {};
  const seen = new Set(Object.keys(headersOf(contract)));
  for (const part of PARTS) {
    const schema = contract[part];
    if (schema === undefined) continue;
    if (!(schema instanceof z.ZodObject)) throw new Error(`${contract.name} is no tool: its ${part} is not an object`);
    const clash = Object.keys(schema.shape).find((field) => seen.has(field));
    if (clash !== undefined) throw new Error(`${contract.name} is no tool: it has the field ${clash} twice`);
    for (const field of Object.keys(schema.shape)) seen.add(field);
    shapes[part] = schema.shape;
  }
  return shapes;
};

interface ObjectSchema {
  readonly properties?: Fields;
  readonly required?: readonly string[];
}

const schemaOf = (contract: Contract): object => {
  const all = [z.strictObject(headersOf(contract)), ...PARTS.map((part) => contract[part])].filter(
    (schema) => schema !== undefined,
  );
  const schemas = all.map((schema) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as ObjectSchema);
  return {
    type: 'object',
    properties: Object.assign({}, ...schemas.map(({ properties }) => properties)) as Fields,
    required: schemas.flatMap(({ required = [] }) => required),
    additionalProperties: false,
  };
};
