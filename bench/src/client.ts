import { pathParams } from '@huiting/contracts/core/endpoint';
import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { randomBytes } from 'node:crypto';
import { Pool } from 'undici';

/** A lean API client: keep-alive connections, one cookie a call. */
export interface Client {
  call<E extends Endpoint>(
    endpoint: E,
    cookie: string,
    input: CallOf<E>,
    options?: { key?: string; at?: number },
  ): Promise<{ status: number; body: OutputOf<E> }>;
  close(): Promise<void>;
}

export function createClient(address: string, connections: number): Client {
  const pool = new Pool(address, { connections, pipelining: 1 });
  return {
    call: async (endpoint, cookie, input, options = {}) => {
      const given = { ...(input as Record<string, unknown>) };
      let path = endpoint.path;
      for (const param of pathParams(endpoint.path)) {
        path = path.replace(`:${param}`, encodeURIComponent(String(given[param])));
        delete given[param];
      }
      const isGet = endpoint.method === 'GET';
      const query = isGet ? new URLSearchParams(given as Record<string, string>).toString() : '';
      const { statusCode, body } = await pool.request({
        method: endpoint.method as 'GET',
        path: `/api${path}${query === '' ? '' : `?${query}`}`,
        headers: {
          cookie,
          'x-surface': cookie.slice(3, cookie.indexOf('=')),
          'content-type': 'application/json',
          ...(isGet ? {} : { 'idempotency-key': options.key ?? randomBytes(12).toString('hex') }),
          ...(options.at === undefined ? {} : { 'x-business-time': String(options.at) }),
        },
        body: isGet ? null : JSON.stringify(given),
      });
      return { status: statusCode, body: (await body.json()) as never };
    },
    close: () => pool.close(),
  };
}
