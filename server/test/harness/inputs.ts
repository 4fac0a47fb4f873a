import { z } from 'zod';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { newId } from '../../src/platform/ids.ts';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly default?: unknown;
}

export type Values = Readonly<Record<string, unknown>>;

export function inputSchema(endpoint: Endpoint): Schema {
  return z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as Schema;
}

/** An input the contract accepts: what must be given, from `known` by field name, otherwise the plainest value of its type. */
export function plausibleInput(endpoint: Endpoint, known: Values): Record<string, unknown> {
  const { properties = {}, required = [] } = inputSchema(endpoint);
  const wanted = Object.keys(properties).filter(
    (name) => required.includes(name) || known[`${endpoint.id}.${name}`] !== undefined,
  );
  const input = Object.fromEntries(
    wanted.map((name) => {
      const own = `${endpoint.id}.${name}`;
      return [name, own in known ? known[own] : valueOf(name, properties[name]!, known)];
    }),
  );
  const checked = endpoint.input.safeParse(input);
  if (!checked.success)
    throw new Error(`no plausible input for ${endpoint.id}: ${JSON.stringify(checked.error.issues)}`);
  return input;
}

function valueOf(name: string, schema: Schema, known: Values): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum.includes(known[name]) ? known[name] : schema.enum[0];
  const choices = schema.anyOf ?? schema.allOf;
  // One of a list, or nothing: a word known under the same name may be of another list.
  if (choices?.[0]?.enum !== undefined) return valueOf(name, choices[0], known);
  if (name in known) return known[name];
  if (schema.default !== undefined) return schema.default;
  if (choices !== undefined) return valueOf(name, choices[0]!, known);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [field, valueOf(field, schema.properties![field]!, known)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => valueOf('', schema.items!, known));
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'null':
      return null;
    default:
      return text(schema);
  }
}

function text({ format, pattern, minLength = 1 }: Schema): string {
  if (format === 'uuid') return newId();
  if (format === 'date') return '2026-11-20';
  const month = '2026-11';
  if (pattern !== undefined && new RegExp(pattern).test(month)) return month;
  return '字'.repeat(Math.max(1, minLength));
}
