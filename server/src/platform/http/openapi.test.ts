import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allEndpoints } from '@huiting/contracts';
import { openApiDocument } from './openapi.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: unknown }[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: unknown;
}

const document = openApiDocument() as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

test('every endpoint is in the document once, with what it needs', () => {
  assert.deepEqual(
    operations.map(({ operationId }) => operationId).sort(),
    allEndpoints.map(({ id }) => id).sort(),
  );
  const { parameters, requestBody, responses } = operations.find(
    ({ operationId }) => operationId === 'queue.issueTicket',
  )!;
  assert.deepEqual(
    parameters.map((parameter) => `${parameter.in} ${parameter.name}`),
    ['path branchId', 'header Idempotency-Key'],
  );
  assert.match(JSON.stringify(requestBody), /"required":\["serviceTypeId"\]/);
  assert.match(JSON.stringify(responses), /queue\.service_limit_reached/);
});

test('what is referred to is there, and every path parameter is described', () => {
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!));
  assert.deepEqual(
    [...referred].filter((name) => !(name in document.components.schemas)),
    [],
  );
  assert.ok(referred.has('TicketCard'));
  assert.doesNotMatch(text, /\$defs/);
  for (const [path, methods] of Object.entries(document.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters } of Object.values(methods))
      assert.deepEqual(
        parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
        inPath,
      );
  }
});
