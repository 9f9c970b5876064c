interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

export interface FieldRow {
  readonly field: string;
  readonly type: string;
  readonly required: boolean;
  readonly means: string;
}

/** A schema as rows that a person reads: nested fields with dots, items of lists with brackets. */
export const fieldRows = (schema: unknown, prefix = ''): FieldRow[] => {
  const { properties, items, additionalProperties, required = [] } = schema as Schema;
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([name, field]) => [
      rowOf(`${prefix}${name}`, field, required.includes(name)),
      ...inner(field, `${prefix}${name}`),
    ]);
  }
  if (items?.properties !== undefined) return fieldRows(items, `${prefix}[].`);
  return typeof additionalProperties === 'object' ? fieldRows(additionalProperties, `${prefix}{name}.`) : [];
};

const inner = (field: Schema, name: string): FieldRow[] => {
  if (field.properties !== undefined) return fieldRows(field, `${name}.`);
  if (field.items?.properties !== undefined) return fieldRows(field.items, `${name}[].`);
  return typeof field.additionalProperties === 'object' ? fieldRows(field.additionalProperties, `${name}.{name}.`) : [];
};

const rowOf = (field: string, schema: Schema, required: boolean): FieldRow => ({
  field,
  type: typeOf(schema),
  required,
  means: meaningOf(schema),
});

const typeOf = (schema: Schema): string => {
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  return schema.format ?? String(schema.type ?? 'any');
};

const meaningOf = (schema: Schema): string =>
  [
    schema.description ?? '',
    schema.maxLength === undefined ? '' : `${schema.minLength ?? 0} to ${schema.maxLength} characters.`,
    schema.maximum === undefined || schema.maximum === Number.MAX_SAFE_INTEGER
      ? ''
      : `${schema.minimum ?? 0} to ${schema.maximum}.`,
    schema.default === undefined ? '' : `Default ${JSON.stringify(schema.default)}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
