import { asksInQuery, pathParams } from '@huiting/contracts/core/endpoint';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { Surface } from '@huiting/contracts/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerOf } from '../context.ts';
import type { Actor, Ctx } from '../context.ts';
import { bodyHash } from '../database/command.ts';
import { AppError } from '../errors.ts';
import { sendFile } from '../files/file-answer.ts';
import type { FileAnswer } from '../files/files.ts';
import { newId } from '../ids.ts';
import type { Handler, Routes } from './handlers.ts';
import { sendProblem } from './problem.ts';

/** Who is asking. Implemented by the access room; the binder knows no session. */
export interface Authenticator {
  /** The actor of this surface's cookie, or null. */
  actorOf(request: FastifyRequest, surface: Actor['surface']): Promise<Actor | null>;
}

export interface BinderDeps {
  readonly authenticator: Authenticator;
  readonly now: () => number;
  /** Driven mode: each request carries its business instant in X-Business-Time, and time has come to it. */
  readonly driven: { readonly advanceTo: (instant: number) => void } | null;
  readonly isUp: () => boolean;
  /** Requests a minute from one address to an endpoint without a session. */
  readonly publicPerMinute: number;
  /** A refusal for want of right is audited. */
  readonly refused: (ctx: Ctx, endpoint: Endpoint, input: unknown, error: AppError) => void;
  /** Told of every answer somebody known was given: what is traced or counted beyond the use case itself. */
  readonly acted?: (ctx: Ctx, endpoint: Endpoint, input: unknown, status: number) => void;
  readonly observe: (endpoint: string, status: number, seconds: number, code?: string) => void;
  /** Check what is sent against the contract: in tests and demo, not on the hot path of production. */
  readonly checkOutput: boolean;
}

const keyPattern = /^[A-Za-z0-9_-]{8,80}$/;

/** Registers every endpoint of a room under /api. */
export function bindRoutes(app: FastifyInstance, deps: BinderDeps, { endpoints, handlers }: Routes): void {
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const handler = handlers[name];
    if (handler === undefined) throw new Error(`nobody answers ${endpoint.id}`);
    bind(app, deps, endpoint, handler);
  }
}

function bind(app: FastifyInstance, deps: BinderDeps, endpoint: Endpoint, handler: Handler<Endpoint>): void {
  const params = pathParams(endpoint.path);
  // Behind a session an actor is known and audited; what anybody can call is limited by address.
  const guessable = endpoint.access.kind === 'public' || endpoint.access.kind === 'link';
  const run = typeof handler === 'function' ? handler : handler.run;
  const present = typeof handler === 'function' ? null : handler.present;

  app.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    config: guessable ? { rateLimit: { max: deps.publicPerMinute, timeWindow: 60_000 } } : {},
    handler: async (request, reply) => {
      const started = performance.now();
      const traceId = newId();
      void reply.header('x-trace-id', traceId);
      let ctx: Ctx | null = null;
      let input: unknown;
      try {
        if (!deps.isUp()) throw new AppError('platform.unavailable');
        const actor = await identify(deps, endpoint, request);
        const parsed = parseInput(endpoint, params, request);
        input = parsed.input;
        ctx = makeCtx(deps, endpoint, request, actor, traceId, parsed.text, present);
        const result = await run(ctx, input as never, { request, reply, rawBody: rawBodyOf(request) });
        if (endpoint.gives === 'file') {
          deps.observe(endpoint.id, 200, (performance.now() - started) / 1000);
          return await sendFile(reply, result as FileAnswer);
        }
        const answer = ctx.answer ?? answerOf(result);
        const json = deps.checkOutput ? JSON.stringify(endpoint.output.parse(answer.value)) : answer.json;
        deps.observe(endpoint.id, 200, (performance.now() - started) / 1000);
        deps.acted?.(ctx, endpoint, input, 200);
        return await reply.type('application/json; charset=utf-8').send(json);
      } catch (error) {
        if (error instanceof AppError && error.code === 'platform.forbidden' && ctx !== null) {
          deps.refused(ctx, endpoint, input, error);
        }
        const status = sendProblem(reply, request, traceId, endpoint, error);
        const code =
          error instanceof AppError
            ? error.code
            : status === 503
              ? 'platform.unavailable'
              : 'platform.internal';
        deps.observe(endpoint.id, status, (performance.now() - started) / 1000, code);
        if (ctx !== null) deps.acted?.(ctx, endpoint, input, status);
        return reply;
      }
    },
  });
}

async function identify(deps: BinderDeps, endpoint: Endpoint, request: FastifyRequest): Promise<Actor> {
  const { access } = endpoint;
  const surface = surfaceOf(request);
  if (access.kind === 'signed') return anonymous(request, 'partner');
  if (endpoint.method !== 'GET') guardCrossSite(request);
  if (access.kind === 'link') return anonymous(request, 'link');
  if (access.kind === 'public')
    return (await deps.authenticator.actorOf(request, surface)) ?? anonymous(request, 'anonymous');
  const actor = await deps.authenticator.actorOf(request, surface);
  if (actor === null) throw new AppError('platform.not_signed_in');
  return actor;
}

export function surfaceOf(request: {
  readonly headers: Readonly<Record<string, unknown>>;
}): Actor['surface'] {
  const named = Surface.safeParse(request.headers['x-surface']);
  return named.success ? named.data : null;
}

/** A command must come from our own pages: the header cannot be set across origins without a preflight we never answer. */
export function guardCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const fromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (fromElsewhere || request.headers['x-surface'] === undefined) throw new AppError('platform.cross_site');
}

function anonymous(request: FastifyRequest, kind: 'anonymous' | 'link' | 'partner'): Actor {
  const token = (request.params as { token?: string }).token;
  const sender = request.headers['x-sender'];
  const who = kind === 'link' ? token : kind === 'partner' ? sender : request.ip;
  return {
    kind,
    id: `${kind}:${bodyHash(String(who)).slice(0, 22)}`,
    name: kind,
    staff: null,
    branchId: null,
    windowId: null,
    surface: surfaceOf(request),
    sessionId: null,
    grants: [],
  };
}

function parseInput(
  endpoint: Endpoint,
  params: readonly string[],
  request: FastifyRequest,
): { input: unknown; text: string } {
  const body = asksInQuery(endpoint) ? request.query : request.body;
  if (body !== null && body !== undefined && (typeof body !== 'object' || Array.isArray(body))) {
    throw new AppError('platform.bad_input');
  }
  const given: Record<string, unknown> = { ...(body as Record<string, unknown> | null) };
  for (const param of params) given[param] = (request.params as Record<string, string>)[param];
  const parsed = endpoint.input.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 20)
      .map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
    throw new AppError('platform.bad_input', issues);
  }
  // PostgreSQL keeps neither NUL nor half a surrogate pair. After an even number of backslashes, `\\u` is only text.
  const text = JSON.stringify(parsed.data);
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(text)) throw new AppError('platform.bad_text');
  return { input: parsed.data, text };
}

function makeCtx(
  deps: BinderDeps,
  endpoint: Endpoint,
  request: FastifyRequest,
  actor: Actor,
  traceId: string,
  inputText: string,
  present: Ctx['present'],
): Ctx {
  return {
    actor,
    traceId,
    locale: /^en\b/.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN',
    now: businessTime(deps, endpoint, request),
    command: commandOf(endpoint, request, inputText),
    present,
    firing: false,
  };
}

function businessTime(deps: BinderDeps, endpoint: Endpoint, request: FastifyRequest): () => number {
  if (deps.driven === null) return deps.now;
  const header = request.headers['x-business-time'];
  if (header === undefined && endpoint.method === 'GET') return deps.now;
  const instant = Number(header);
  if (!Number.isSafeInteger(instant) || instant <= 0) throw new AppError('platform.bad_business_time');
  deps.driven.advanceTo(instant);
  return () => instant;
}

function commandOf(endpoint: Endpoint, request: FastifyRequest, inputText: string): Ctx['command'] {
  if (!endpoint.idempotent) return null;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !keyPattern.test(key)) throw new AppError('platform.key_missing');
  return { endpoint: endpoint.id, key, bodyHash: bodyHash(inputText) };
}

function rawBodyOf(request: FastifyRequest): string {
  return (request as { rawText?: string }).rawText ?? '';
}
