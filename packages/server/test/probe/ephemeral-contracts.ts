import { contract, type Contract } from '@holdfast/protocol/contract';
import { text } from '@holdfast/protocol/text';
import { z } from 'zod';

const params = z.strictObject({ key: text(100, 1) });
const Value = text(10_000);
const Seconds = z.number().min(0.001).max(86_400);

export const setValue = contract({
  name: 'probe.set_value',
  method: 'PUT',
  path: '/api/v1/probe/values/{key}',
  summary: 'Keep a value that may be lost.',
  permission: 'knowledge:write',
  params,
  body: z.strictObject({ value: Value, ttl_seconds: Seconds.default(3600), if_absent: z.boolean().default(false) }),
  answers: { 200: z.strictObject({ done: z.boolean() }) },
});

export const getValue = contract({
  name: 'probe.get_value',
  method: 'GET',
  path: '/api/v1/probe/values/{key}',
  summary: 'The value, or null.',
  permission: 'knowledge:read',
  params,
  answers: { 200: z.strictObject({ value: Value.nullable() }) },
});

export const deleteValue = contract({
  name: 'probe.delete_value',
  method: 'DELETE',
  path: '/api/v1/probe/values/{key}',
  summary: 'Delete a value, and say whether there was one.',
  permission: 'knowledge:write',
  params,
  answers: { 200: z.strictObject({ done: z.boolean() }) },
});

export const takeValue = contract({
  name: 'probe.take_value',
  method: 'POST',
  path: '/api/v1/probe/values/{key}/take',
  summary: 'Get a value and delete it.',
  permission: 'knowledge:write',
  params,
  answers: { 200: z.strictObject({ value: Value.nullable() }) },
});

export const countUp = contract({
  name: 'probe.count_up',
  method: 'POST',
  path: '/api/v1/probe/counts/{key}',
  summary: 'Add to a count that may be lost.',
  permission: 'knowledge:write',
  params,
  body: z.strictObject({ by: z.int(), ttl_seconds: Seconds.default(3600) }),
  answers: { 200: z.strictObject({ total: z.int() }) },
});

export const holdSlot = contract({
  name: 'probe.hold_slot',
  method: 'POST',
  path: '/api/v1/probe/slots/{key}',
  summary: 'Wait for a slot, hold it, and say from when to when.',
  permission: 'knowledge:write',
  params,
  body: z.strictObject({
    limit: z.int().min(1).max(100),
    lease_seconds: z.number().min(0.3).max(60),
    hold_seconds: z.number().min(0).max(60),
  }),
  answers: { 200: z.strictObject({ from_ms: z.number(), to_ms: z.number(), lost: z.boolean() }) },
});

export const EPHEMERAL_CONTRACTS: readonly Contract[] = [setValue, getValue, deleteValue, takeValue, countUp, holdSlot];
