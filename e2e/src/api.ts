import { randomUUID } from 'node:crypto';
import { pathParams } from '@huiting/contracts/core/endpoint';
import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { proofOf } from './journey.ts';
import type { BrowserContext } from './journey.ts';

export interface Answer<E extends Endpoint> {
  readonly status: number;
  readonly body: OutputOf<E>;
}

/** Calls an endpoint with the cookies of a browser, as the page of that surface would; refusals are answers. */
export async function callAs<E extends Endpoint>(
  context: BrowserContext,
  url: string,
  surface: string,
  endpoint: E,
  input: CallOf<E>,
): Promise<Answer<E>> {
  const rest = { ...(input as Record<string, unknown>) };
  let path = endpoint.path;
  for (const param of pathParams(endpoint.path)) {
    path = path.replace(`:${param}`, encodeURIComponent(String(rest[param])));
    delete rest[param];
  }
  const isGet = endpoint.method === 'GET';
  const proof = proofOf(context, surface);
  const response = await context.request.fetch(`${url}/api${path}`, {
    method: endpoint.method,
    headers: {
      'x-surface': surface,
      ...(proof === null ? {} : { 'x-device-proof': proof }),
      ...(isGet ? {} : { 'idempotency-key': randomUUID() }),
    },
    ...(isGet ? { params: rest as Record<string, string> } : { data: rest }),
  });
  return { status: response.status(), body: (await response.json()) as OutputOf<E> };
}

/** Like `callAs`, for steps that must succeed. */
export async function must<E extends Endpoint>(...args: Parameters<typeof callAs<E>>): Promise<OutputOf<E>> {
  const answer = await callAs<E>(...args);
  if (answer.status >= 300) throw new Error(`${args[3].id}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
