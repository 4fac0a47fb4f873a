import {
  asksInQuery,
  pathParams,
  type CallOf,
  type Endpoint,
  type OutputOf,
} from '@huiting/contracts/core/endpoint';
import type { Problem } from '@huiting/contracts/core/errors';
import { deviceHeaders } from './device-proof.ts';
import { currentLocale } from './i18n.ts';
import { ApiProblem, NetworkProblem } from './problem.ts';
import { surfaceId } from './surface.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Keep one key for one intention of the person, if the screen itself offers "try again". Made when absent. */
  readonly idempotencyKey?: string;
  /** 1 for those who would rather know at once and ask again themselves. */
  readonly tries?: number;
}

interface CallDeps {
  readonly fetch: typeof fetch;
  readonly surface: () => string;
  readonly locale: () => string;
  readonly newKey: () => string;
  /** Proves that the request comes from this browser, on the surfaces of people. */
  readonly proof?: (surface: string) => Promise<Record<string, string>>;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Told of every "sign in first"; the session gate listens. */
  readonly onSignedOut: () => void;
}

/** Longest wait for one answer; the write may still have been committed, so the retry carries the same key. */
const answerTimeoutMs = 10_000;
const tries = 4;
const longestRetryAfterMs = 5_000;
/** Pauses before the second, third and fourth try. */
const pausesMs = [250, 800, 2_000] as const;

type Attempt<T> = { readonly done: T } | { readonly again: unknown; readonly afterMs: number | null };

export type Call = <E extends Endpoint>(
  endpoint: E,
  input: CallOf<E>,
  options?: CallOptions,
) => Promise<OutputOf<E>>;

/** What a read's input may hold besides lists of it. */
type QueryValue = string | number | boolean | null;

/** Splits the input as the contract says: path parameters, then query (GET) or JSON body. */
export function requestOf(
  endpoint: Pick<Endpoint, 'method' | 'path' | 'takes'>,
  input: Record<string, unknown>,
): { url: string; body: string | null } {
  const named = new Set(pathParams(endpoint.path));
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(input[name])),
  );
  const rest = Object.entries(input).filter(([name, value]) => !named.has(name) && value !== undefined);
  if (!asksInQuery(endpoint)) return { url: `/api${path}`, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams();
  for (const [name, value] of rest as [string, QueryValue | readonly QueryValue[]][]) {
    for (const item of Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue]) {
      if (item !== null) query.append(name, String(item));
    }
  }
  return { url: `/api${path}${query.size > 0 ? `?${query}` : ''}`, body: null };
}

/** The typed client. Reads and commands with a key are repeated after network faults, time-outs and 503. */
export function createCall(deps: CallDeps): Call {
  return async function call(endpoint, input, options = {}) {
    const { url, body } = requestOf(endpoint, input as Record<string, unknown>);
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'Accept-Language': deps.locale(),
      'X-Surface': deps.surface(),
      ...(await deps.proof?.(deps.surface())),
    };
    if (body !== null) headers['Content-Type'] = 'application/json';
    const isCommand = endpoint.method !== 'GET' && endpoint.idempotent;
    if (isCommand) headers['Idempotency-Key'] = options.idempotencyKey ?? deps.newKey();
    // without a key a repeated write could happen twice
    const limit = endpoint.method === 'GET' || isCommand ? (options.tries ?? tries) : 1;

    for (let attempt = 1; ; attempt++) {
      const result = await attemptOnce<OutputOf<typeof endpoint>>(
        deps,
        url,
        { method: endpoint.method, headers, body },
        options.signal,
      );
      if ('done' in result) return result.done;
      if (attempt >= limit) throw result.again;
      await deps.sleep(result.afterMs ?? pausesMs[attempt - 1] ?? 2_000, options.signal);
    }
  };
}

async function attemptOnce<T>(
  deps: CallDeps,
  url: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Attempt<T>> {
  const timeout = AbortSignal.timeout(answerTimeoutMs);
  try {
    const response = await deps.fetch(url, {
      ...init,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.ok) return { done: (await response.json()) as T };
    const problem = await readProblem(response);
    if (problem.status === 401 && problem.code === 'platform.not_signed_in') deps.onSignedOut();
    if (problem.status === 503 || problem.status === 502 || problem.status === 504) {
      return { again: problem, afterMs: retryAfterMs(response) };
    }
    throw problem;
  } catch (error) {
    if (error instanceof ApiProblem || signal?.aborted) throw error;
    return { again: new NetworkProblem('no answer from the server', { cause: error }), afterMs: null };
  }
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const fallback: Problem = {
    type: 'about:blank',
    status: response.status,
    code: response.status >= 502 ? 'platform.unavailable' : 'platform.internal',
    title:
      currentLocale() === 'en' ? 'The service is not available at the moment' : '服务暂时不可用，请稍后重试',
    traceId: response.headers.get('X-Trace-Id') ?? '',
  };
  // a proxy in between may answer with a page of its own
  if (!response.headers.get('Content-Type')?.includes('json')) return new ApiProblem(fallback);
  try {
    return new ApiProblem({ ...fallback, ...((await response.json()) as Problem) });
  } catch {
    return new ApiProblem(fallback);
  }
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, longestRetryAfterMs) : null;
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

const signedOutListeners = new Set<() => void>();

/** Tells when the server says that nobody is signed in on this surface any more. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** A key for one intention of the person; `crypto.randomUUID` is missing on plain-HTTP pages in a branch network. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `await call(queueEndpoints.callNext, { branchId, windowId })` */
export const call: Call = createCall({
  fetch: (...args) => globalThis.fetch(...args),
  surface: surfaceId,
  locale: currentLocale,
  newKey: newIdempotencyKey,
  proof: deviceHeaders,
  sleep,
  onSignedOut: () => signedOutListeners.forEach((listener) => listener()),
});
