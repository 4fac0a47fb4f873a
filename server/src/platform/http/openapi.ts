import { allEndpoints, allErrors } from '@huiting/contracts';
import { asksInQuery, pathParams } from '@huiting/contracts/core/endpoint';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { platformErrors } from '@huiting/contracts/core/errors';
import { createDescriber } from './openapi-schemas.ts';

/** OpenAPI 3.1 of every endpoint, made from the contract. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const { schemas, describe } = createDescriber();
  for (const endpoint of allEndpoints) {
    const path = `/api${endpoint.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint, describe);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Huiting 慧厅',
      version: '0.1.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { ...schemas, Problem: problemSchema },
      responses: { Refusal: problemResponse(Object.keys(platformErrors)) },
    },
  };
}

const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

type Describe = ReturnType<typeof createDescriber>['describe'];

function operation(endpoint: Endpoint, describe: Describe): Record<string, unknown> {
  const input = describe(endpoint.input, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  const properties = input.properties ?? {};
  const inPath = pathParams(endpoint.path);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const required = new Set(input.required);
  const parameters: unknown[] = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
  if (asksInQuery(endpoint)) {
    for (const name of rest)
      parameters.push({ name, in: 'query', required: required.has(name), schema: properties[name] });
  }
  if (endpoint.idempotent)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,80}$' },
    });
  const body = Object.fromEntries(rest.map((name) => [name, properties[name]]));
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.id.split('.')[0]],
    'x-access': endpoint.access,
    parameters,
    ...(endpoint.takes === 'file' ? { requestBody: { required: true, content: bytes } } : {}),
    ...(asksInQuery(endpoint) || rest.length === 0
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: body,
                  required: rest.filter((name) => required.has(name)),
                },
              },
            },
          },
        }),
    responses: {
      200: {
        description: 'Done',
        content:
          endpoint.gives === 'file'
            ? bytes
            : {
                'application/json': {
                  schema: describe(endpoint.output, 'output'),
                },
              },
      },
      ...refusals(endpoint),
    },
  };
}

/** The endpoint's own codes by status; what every endpoint may refuse is said once. */
function refusals(endpoint: Endpoint): Record<string, unknown> {
  const codes = endpoint.errors as readonly (keyof typeof allErrors)[];
  const byStatus = Map.groupBy(codes, (code) => allErrors[code].status);
  return {
    ...Object.fromEntries([...byStatus].map(([status, list]) => [status, problemResponse(list)])),
    default: { $ref: '#/components/responses/Refusal' },
  };
}

function problemResponse(codes: readonly string[]): Record<string, unknown> {
  return {
    description: codes.join(', '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'code', 'title', 'traceId'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    title: { type: 'string' },
    traceId: { type: 'string' },
    detail: {},
  },
};
