import type { Endpoint, InputOf, OutputOf } from '@huiting/contracts/core/endpoint';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../context.ts';

/** The raw exchange, for the few endpoints that set cookies or check a signature over the body's bytes. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly rawBody: string;
}

/** A command whose result is presented inside its transaction, so that the stored answer is the masked one. */
export interface PresentedCommand<E extends Endpoint, R = never> {
  readonly run: (ctx: Ctx, input: InputOf<E>, exchange: Exchange) => Promise<R>;
  readonly present: (result: R) => OutputOf<E>;
}

/** A handler is a plain function, or a use case with its presenter. */
export type Handler<E extends Endpoint> =
  | ((ctx: Ctx, input: InputOf<E>, exchange: Exchange) => Promise<OutputOf<E>>)
  | PresentedCommand<E>;

/** Keyed by the contract: a missing endpoint does not compile. */
export type Handlers<G extends Record<string, Endpoint>> = { readonly [K in keyof G]: Handler<G[K]> };

/** A room's routes: its contract and what answers it. */
export interface Routes {
  readonly endpoints: Record<string, Endpoint>;
  readonly handlers: Record<string, Handler<Endpoint>>;
}

export function routes<G extends Record<string, Endpoint>>(endpoints: G, handlers: Handlers<G>): Routes {
  return { endpoints, handlers: handlers as unknown as Routes['handlers'] };
}

/** Pairs a use case with the presenter of its result. */
export function presented<E extends Endpoint, R>(
  run: (ctx: Ctx, input: InputOf<E>, exchange: Exchange) => Promise<R>,
  present: (result: R) => OutputOf<E>,
): PresentedCommand<E> {
  return { run, present } as unknown as PresentedCommand<E>;
}
