import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allEndpoints, allEvents, allTopics } from '@huiting/contracts';
import { z } from 'zod';

/**
 * Masked by default (PV-01), read from the contract: whatever crosses the wire, is announced or is streamed has no field that
 * would hold a classified value in clear, but for those named here with their reason.
 */
const clearNames =
  /^(idNumber|birthDate|birthday|card|cards|cardNumber|faceId|plate|customerName|customerPhone|phone|mobile|idNo)$/;

const allowed: Readonly<Record<string, string>> = {
  'appointment.readInbox phone': 'the demo’s own telephone, whose numbers can belong to nobody',
  'organization.getBranch phone': 'the branch’s own telephone, printed on its door',
  'organization.saveLayout phone': 'the same',
  'organization.saveRecord phone': 'the same',
  'staff.revealContacts phone': 'asked for with a reason, which is traced',
  'organization.listContacts phone': 'staff who answer for a branch, to whoever may see it',
};

function fieldsOf(schema: unknown, found = new Set<string>(), seen = new Set<object>()): Set<string> {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return found;
  seen.add(schema);
  const { properties } = schema as { properties?: Record<string, unknown> };
  for (const name of Object.keys(properties ?? {})) found.add(name);
  for (const value of Object.values(schema)) fieldsOf(value, found, seen);
  return found;
}
const namesIn = (schema: z.ZodType): string[] =>
  [...fieldsOf(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }))].filter((name) =>
    clearNames.test(name),
  );

test('no answer, event or live message has a field for personal data in clear', () => {
  const told = [
    ...allEndpoints.map(({ id, output }) => ({ id, schema: output })),
    ...allEvents.map(({ type, payload }) => ({ id: type, schema: payload })),
    ...allTopics.flatMap(({ name, delta, gauge }) => [
      { id: name, schema: delta },
      { id: name, schema: gauge },
    ]),
  ];
  assert.ok(told.length > 150);
  const clear = told.flatMap(({ id, schema }) => namesIn(schema).map((name) => `${id} ${name}`));
  assert.deepEqual(clear.filter((one) => !(one in allowed)).sort(), []);
});
