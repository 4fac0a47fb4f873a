import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call:
 * - `permission`: an actor (staff or terminal) who holds this permission; the service checks it again with the object's org path
 * - `session`: anybody signed in on the surface
 * - `link`: the bearer of an unguessable token that is part of the path
 * - `signed`: a partner system; the raw body carries a signature
 * - `public`: nobody in particular; rate limited
 */
export type Access =
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'session' }
  | { readonly kind: 'link' }
  | { readonly kind: 'signed' }
  | { readonly kind: 'public' };

export interface Endpoint<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends string = string,
> {
  /** `<room>.<verbNoun>`, unique; scopes idempotency keys and names the operation in OpenAPI. */
  readonly id: string;
  readonly method: Method;
  /** Path under `/api`; `:name` segments are fields of the input. */
  readonly path: string;
  readonly summary: string;
  /** One object: path parameters, then the query (GET) or the JSON body (the rest). */
  readonly input: I;
  readonly output: O;
  /** Codes of the room this endpoint may give, besides the platform's. */
  readonly errors: readonly E[];
  readonly access: Access;
  /** A command takes an Idempotency-Key. Every method but GET is one, unless it has ids of its own. */
  readonly idempotent: boolean;
  /** The body is the file itself (application/octet-stream); the input is path and query. */
  readonly takes?: 'file';
  /** The answer is the file itself; `output` says nothing. */
  readonly gives?: 'file';
}

type EndpointInput<I extends z.ZodType, O extends z.ZodType, E extends string> = Omit<
  Endpoint<I, O, E>,
  'errors' | 'idempotent' | 'access'
> & {
  readonly errors?: readonly E[];
  readonly idempotent?: boolean;
  readonly access: Access | string;
};

/** Declares one endpoint. `access` given as a string names a permission. */
export function endpoint<I extends z.ZodType, O extends z.ZodType, const E extends string = never>(
  e: EndpointInput<I, O, E>,
): Endpoint<I, O, E> {
  return {
    ...e,
    access: typeof e.access === 'string' ? { kind: 'permission', permission: e.access } : e.access,
    errors: e.errors ?? [],
    idempotent: e.idempotent ?? e.method !== 'GET',
  };
}

export type InputOf<E extends Endpoint> = z.output<E['input']>;
/** What a caller writes: defaults may be left out. */
export type CallOf<E extends Endpoint> = z.input<E['input']>;
export type OutputOf<E extends Endpoint> = z.output<E['output']>;

/** Whether what is no path parameter goes into the query: the body is absent, or a file. */
export function asksInQuery({ method, takes }: Pick<Endpoint, 'method' | 'takes'>): boolean {
  return method === 'GET' || takes === 'file';
}

/** Names of the `:params` of a path. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((m) => m[1]!);
}
