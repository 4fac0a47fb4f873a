import * as access from '@huiting/contracts/access';
import * as appointment from '@huiting/contracts/appointment';
import * as fields from '@huiting/contracts/core/fields';
import * as customer from '@huiting/contracts/customer';
import * as feedback from '@huiting/contracts/feedback';
import * as hall from '@huiting/contracts/hall';
import * as organization from '@huiting/contracts/organization';
import * as platform from '@huiting/contracts/platform';
import * as queue from '@huiting/contracts/queue';
import * as staff from '@huiting/contracts/staff';
import * as workflow from '@huiting/contracts/workflow';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** What the contract exports under a name is described once under it. */
const rooms = {
  access,
  appointment,
  customer,
  feedback,
  hall,
  organization,
  platform,
  queue,
  staff,
  workflow,
};

/** Describes schemas of the contract; what has a name becomes a reference and is kept in `schemas`. */
export function createDescriber() {
  const schemas: Json = {};
  const forAnswers = registryOf([fields, ...Object.values(rooms)]);
  // What is sent may leave out what has a default, so an object's name would mean two things: only plain fields are named.
  const forRequests = registryOf([fields]);

  function describe(schema: z.ZodType, io: 'input' | 'output'): Json {
    const metadata = io === 'input' ? forRequests : forAnswers;
    const {
      $schema: _,
      $defs = {},
      ...own
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any', metadata });
    for (const [name, definition] of Object.entries($defs)) schemas[name] = toComponents(definition);
    return toComponents(own) as Json;
  }
  return { schemas, describe };
}

function registryOf(modules: readonly object[]): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of modules.flatMap((module) => Object.entries(module))) {
    if (value instanceof z.ZodType && !registry.has(value)) registry.add(value, { id: name });
  }
  return registry;
}

function toComponents(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
