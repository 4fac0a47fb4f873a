import { z } from 'zod';
import { allErrors, allEvents, allTopics, endpointsByRoom } from '@huiting/contracts';
import { permissions } from '@huiting/contracts/access';
import { pathParams } from '@huiting/contracts/core/endpoint';
import type { Access, Endpoint } from '@huiting/contracts/core/endpoint';
import { rooms } from '../../../architecture.ts';

const knownPermissions: ReadonlySet<string> = new Set(permissions);

/** Who may call it, what it may refuse, where it lives: true of every endpoint and topic, or the build stops. */
export function checkContracts(): string[] {
  const endpoints = Object.entries(endpointsByRoom).flatMap(([room, group]) =>
    Object.values(group).map((endpoint) => ({ room, endpoint: endpoint as Endpoint })),
  );
  return [
    ...endpoints.flatMap(({ room, endpoint }) => checkEndpoint(room, endpoint)),
    ...duplicates(
      'endpoint id',
      endpoints.map(({ endpoint }) => endpoint.id),
    ),
    ...duplicates(
      'route',
      endpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path.replaceAll(/:[A-Za-z]+/g, ':')}`),
    ),
    ...duplicates(
      'topic',
      allTopics.map(({ name }) => name),
    ),
    ...duplicates(
      'event type',
      allEvents.map(({ type }) => type),
    ),
    ...allTopics.flatMap(({ name, access }) => checkAccess(`topic ${name}`, access)),
    ...Object.keys(endpointsByRoom)
      .filter((room) => room !== 'platform' && !rooms.some(({ name }) => name === room))
      .map((room) => `contracts have a room ${room} that is not on the map (architecture.ts)`),
  ];
}

export function checkEndpoint(
  room: string,
  { id, method, path, summary, input, errors, access }: Endpoint,
): string[] {
  const problems = checkAccess(id, access);
  if (!id.startsWith(`${room}.`)) problems.push(`${id}: its id must begin with "${room}."`);
  if (summary.trim() === '') problems.push(`${id}: no summary`);
  const fields = fieldsOf(input);
  for (const param of pathParams(path)) {
    if (!fields.has(param)) problems.push(`${id}: :${param} of its path is not a field of its input`);
  }
  // Callers without a session are led to their branch by a token, a code or a form.
  const isInside = access?.kind === 'permission' || access?.kind === 'session';
  if (isInside && fields.has('branchId') && method !== 'GET' && !path.startsWith('/branches/:branchId/')) {
    problems.push(`${id}: a command on a branch's rows lives under /branches/:branchId/`);
  }
  for (const code of errors) {
    if (!Object.hasOwn(allErrors, code)) problems.push(`${id}: unknown error code ${code}`);
  }
  return problems;
}

function checkAccess(what: string, access: Access | undefined): string[] {
  if (access === undefined) return [`${what}: says nobody who may call it; give it \`access\``];
  if (access.kind !== 'permission' || knownPermissions.has(access.permission)) return [];
  return [`${what}: permission ${access.permission} is not one of contracts/src/access.ts`];
}

function fieldsOf(schema: z.ZodType): Set<string> {
  if (schema instanceof z.ZodObject) return new Set(Object.keys(schema.shape));
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion) {
    const options = (schema.options as z.ZodType[]).map(fieldsOf);
    return options.reduce((common, option) => new Set([...common].filter((name) => option.has(name))));
  }
  if (schema instanceof z.ZodIntersection) {
    return new Set([...fieldsOf(schema.def.left as z.ZodType), ...fieldsOf(schema.def.right as z.ZodType)]);
  }
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.def.in as z.ZodType);
  return new Set();
}

function duplicates(what: string, names: string[]): string[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `${what} ${name} is declared twice`);
}
