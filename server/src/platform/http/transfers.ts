import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '@huiting/contracts/access';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import { guardCrossSite, surfaceOf } from './binder.ts';
import type { BinderDeps } from './binder.ts';
import { sendProblem } from './problem.ts';

type Named = Readonly<Record<string, string>>;

/** Files are no JSON: they come and go beside the contract's endpoints, with the same guards. */
export type Transfer = Upload | Download;

/** Bytes taken in: `PUT`, `application/octet-stream`. The same bytes at the same address again change nothing. */
export interface Upload {
  readonly direction: 'in';
  /** Under `/api`. */
  readonly path: string;
  readonly permission: Permission;
  readonly mostBytes: number;
  readonly receive: (ctx: Ctx, params: Named, bytes: Buffer) => Promise<unknown>;
}

/** A file given out: `GET`. */
export interface Download {
  readonly direction: 'out';
  readonly path: string;
  readonly permission: Permission;
  readonly send: (ctx: Ctx, params: Named) => Promise<GivenFile>;
}

export interface GivenFile {
  readonly fileName: string;
  readonly type: string;
  /** Asked for only as fast as the reader takes it. */
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

export async function bindTransfers(
  app: FastifyInstance,
  deps: BinderDeps,
  transfers: readonly Transfer[],
): Promise<void> {
  // A scope of their own: nowhere else is this content type taken.
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const transfer of transfers) bind(scope, deps, transfer);
  });
}

function bind(app: FastifyInstance, deps: BinderDeps, transfer: Transfer): void {
  const isUpload = transfer.direction === 'in';
  app.route({
    method: isUpload ? 'PUT' : 'GET',
    url: `/api${transfer.path}`,
    ...(isUpload ? { bodyLimit: transfer.mostBytes } : {}),
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const traceId = newId();
      void reply.header('x-trace-id', traceId);
      const started = performance.now();
      const observe = (status: number): void =>
        deps.observe(`transfer ${transfer.path}`, status, (performance.now() - started) / 1000);
      try {
        if (!deps.isUp()) throw new AppError('platform.unavailable');
        const ctx = await identify(deps, transfer, request, traceId);
        const params = request.params as Named;
        if (isUpload) {
          if (!Buffer.isBuffer(request.body)) throw new AppError('platform.unsupported_media');
          const answer = await transfer.receive(ctx, params, request.body);
          observe(200);
          return await reply.send(answer);
        }
        const file = await transfer.send(ctx, params);
        observe(200);
        return await sendFile(reply, file);
      } catch (error) {
        observe(sendProblem(reply, request, traceId, null, error));
        return reply;
      }
    },
  });
}

async function identify(
  deps: BinderDeps,
  { direction, permission }: Transfer,
  request: FastifyRequest,
  traceId: string,
): Promise<Ctx> {
  if (direction === 'in') guardCrossSite(request);
  const actor = await deps.authenticator.actorOf(request, surfaceOf(request));
  if (actor === null) throw new AppError('platform.not_signed_in');
  if (!actor.grants.some((grant) => grant.permission === permission))
    throw new AppError('platform.forbidden', { permission });
  const language = request.headers['accept-language'] ?? '';
  return {
    actor,
    traceId,
    locale: language.startsWith('en') ? 'en' : 'zh-CN',
    now: deps.now,
    command: null,
    present: null,
    firing: false,
  };
}

function sendFile(reply: FastifyReply, { fileName, type, chunks }: GivenFile): FastifyReply {
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header(
      'content-disposition',
      `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    )
    .send(Readable.from(chunks));
}
