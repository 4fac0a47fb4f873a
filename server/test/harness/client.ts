import assert from 'node:assert/strict';
import http from 'node:http';
import { asksInQuery, pathParams } from '@huiting/contracts/core/endpoint';
import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import type { Problem } from '@huiting/contracts/core/errors';
import { newId } from '../../src/platform/ids.ts';
import type { Caller } from './bank.ts';

export interface Answer<T> {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** As sent, byte for byte. */
  readonly text: string;
  /** Parsed; throws when it is not JSON. */
  readonly body: T & Partial<Problem>;
}

export interface CallOptions {
  /** The Idempotency-Key; null leaves it out. Default: a new one. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Business instant, for a driven server. */
  readonly at?: number;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Client {
  readonly address: string;
  /** Calls an endpoint of the contract. Input that TypeScript would refuse is sent as it is. */
  call<E extends Endpoint>(
    endpoint: E,
    caller: Caller,
    input: CallOf<E>,
    options?: CallOptions,
  ): Promise<Answer<OutputOf<E>>>;
  /** The same; anything but 200 fails the test. */
  must<E extends Endpoint>(
    endpoint: E,
    caller: Caller,
    input: CallOf<E>,
    options?: CallOptions,
  ): Promise<OutputOf<E>>;
  raw(request: RawRequest): Promise<Answer<unknown>>;
  close(): void;
}

export const nobody: Caller = { cookie: null, surface: null };

/** The headers a page of a surface sends. */
export function headersOf(caller: Caller): Record<string, string> {
  return {
    ...(caller.cookie === null ? {} : { cookie: caller.cookie }),
    ...(caller.surface === null ? {} : { 'x-surface': caller.surface }),
  };
}

/** Puts an input where the contract says: path, then query or body. */
export function requestOf(endpoint: Endpoint, input: unknown): { path: string; body: string | null } {
  const given = { ...(input as Record<string, unknown>) };
  let path = `/api${endpoint.path}`;
  for (const param of pathParams(endpoint.path)) {
    // Half a surrogate pair has no spelling in an address; a browser sends the replacement character.
    path = path.replace(`:${param}`, encodeURIComponent(String(given[param]).toWellFormed()));
    delete given[param];
  }
  if (!asksInQuery(endpoint)) return { path, body: JSON.stringify(given) };
  const query = new URLSearchParams(given as Record<string, string>).toString();
  return { path: query === '' ? path : `${path}?${query}`, body: null };
}

export function createClient(address: string): Client {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const raw: Client['raw'] = ({ method, path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const request = http.request(
        address + path,
        {
          method,
          agent,
          headers: {
            ...headers,
            ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              text,
              get body() {
                return JSON.parse(text) as Partial<Problem>;
              },
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  const call = <E extends Endpoint>(
    endpoint: E,
    caller: Caller,
    input: CallOf<E>,
    options: CallOptions = {},
  ): Promise<Answer<OutputOf<E>>> => {
    const { path, body } = requestOf(endpoint, input);
    const key = options.key === undefined ? newId() : options.key;
    return raw({
      method: endpoint.method,
      path,
      headers: {
        ...headersOf(caller),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(endpoint.method === 'GET' || key === null ? {} : { 'idempotency-key': key }),
        ...(options.at === undefined ? {} : { 'x-business-time': String(options.at) }),
        ...options.headers,
      },
      ...(body === null ? {} : { body }),
    }) as Promise<Answer<OutputOf<E>>>;
  };
  return {
    address,
    raw,
    call,
    must: async (endpoint, caller, input, options) => {
      const answer = await call(endpoint, caller, input, options);
      assert.equal(answer.status, 200, `${endpoint.id}: ${answer.text}`);
      return answer.body;
    },
    close: () => agent.destroy(),
  };
}
