import { randomUUID } from 'node:crypto';
import type { Surface } from '@huiting/contracts/access';
import { pathParams } from '@huiting/contracts/core/endpoint';
import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import type { Problem } from '@huiting/contracts/core/errors';

/** The server said no, with a stable code. Normal in a bank where people act too. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: unknown;
  readonly traceId: string;
  constructor(endpoint: string, problem: Problem) {
    super(`${endpoint}: ${problem.code}`);
    this.name = 'Refusal';
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.traceId = problem.traceId;
  }
}

export interface CallOptions {
  /** One key for one intended act; made when absent. The same key gives the same answer. */
  readonly key?: string;
  /** Business instant, for a server in driven mode. */
  readonly at?: number;
}

/** Calls endpoints as somebody: the cookies of a sign-in, the surface they act on, and in a demo bank whom they stand in for. */
export interface Caller {
  readonly surface: Surface;
  call<E extends Endpoint>(endpoint: E, input: CallOf<E>, options?: CallOptions): Promise<OutputOf<E>>;
  /** Headers of a request as this caller, for what is not an endpoint (the live stream). */
  headers(): Record<string, string>;
  /** The demo's director stands in for a user or a terminal, with that one's own rights. */
  as(actAs: string, surface: Surface): Caller;
}

/** A sign-in's cookies, kept as a browser would. Callers made from one jar share them. */
export interface CookieJar {
  header(): string;
  take(response: Response): void;
}

function createJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    take: (response) => {
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';');
        const at = pair.indexOf('=');
        const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
        if (gone) cookies.delete(pair.slice(0, at).trim());
        else cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1));
      }
    },
  };
}

export interface CallerDeps {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly surface: Surface;
  readonly jar?: CookieJar;
  readonly actAs?: string;
  /** Tries of a read or keyed command after a network fault, a time-out or 503; default 3. */
  readonly tries?: number;
}

const answerWithinMs = 10_000;
const pausesMs = [200, 800, 2_000];

/** Global `fetch` keeps connections alive by itself: one caller costs no connection of its own. */
export function createCaller(deps: CallerDeps): Caller {
  const { url, surface, actAs, jar = createJar(), tries = 3 } = deps;

  const headers = (): Record<string, string> => ({
    'x-surface': surface,
    ...(actAs === undefined ? {} : { 'x-act-as': actAs }),
    ...(jar.header() === '' ? {} : { cookie: jar.header() }),
  });

  async function once(
    endpoint: Endpoint,
    path: string,
    body: string | null,
    extra: Record<string, string>,
  ): Promise<unknown> {
    const response = await fetch(`${url}${path}`, {
      method: endpoint.method,
      headers: { ...headers(), ...extra, ...(body === null ? {} : { 'content-type': 'application/json' }) },
      body,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    jar.take(response);
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    throw new Refusal(endpoint.id, asProblem(answer, response.status));
  }

  return {
    surface,
    headers,
    as: (who, on) => createCaller({ url, surface: on, jar, actAs: who, tries }),
    call: async (endpoint, input, options = {}) => {
      const { path, body } = requestOf(endpoint, input as Record<string, unknown>);
      const extra: Record<string, string> = {};
      if (endpoint.idempotent) extra['idempotency-key'] = options.key ?? randomUUID();
      if (options.at !== undefined) extra['x-business-time'] = String(options.at);
      // Without a key a repeated write might happen twice.
      const limit = endpoint.method === 'GET' || endpoint.idempotent ? tries : 1;
      for (let attempt = 1; ; attempt++) {
        try {
          return (await once(endpoint, path, body, extra)) as OutputOf<typeof endpoint>;
        } catch (error) {
          const again = error instanceof Refusal ? error.status === 503 : true;
          if (!again || attempt >= limit) throw error;
          await new Promise((resolve) => setTimeout(resolve, pausesMs[attempt - 1] ?? 2_000));
        }
      }
    },
  };
}

/** Path parameters, then the query (GET) or the JSON body, as the contract says. */
function requestOf(
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  input: Record<string, unknown>,
): { path: string; body: string | null } {
  const params = new Set(pathParams(endpoint.path));
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(input[name])),
  );
  const rest = Object.entries(input).filter(([name, value]) => !params.has(name) && value !== undefined);
  if (endpoint.method !== 'GET')
    return { path: `/api${path}`, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, String(value)]));
  return { path: `/api${path}${query.size === 0 ? '' : `?${query.toString()}`}`, body: null };
}

function asProblem(answer: unknown, status: number): Problem {
  const given = typeof answer === 'object' && answer !== null ? (answer as Partial<Problem>) : {};
  return { type: 'about:blank', title: '', traceId: '', code: `http.${status}`, ...given, status };
}

/** Whether it was a refusal (with one of these codes, if any are given). */
export function isRefusal(error: unknown, ...codes: readonly string[]): error is Refusal {
  return error instanceof Refusal && (codes.length === 0 || codes.includes(error.code));
}

/** A room's refusal is daily life where people act too: somebody was quicker. The platform's (bad input, no right) are faults. */
export function isDailyLife(error: unknown): boolean {
  return error instanceof Refusal && !error.code.startsWith('platform.');
}
