import fastifyRateLimit from '@fastify/rate-limit';
import fastifyCookie from '@fastify/cookie';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { refuseConnection, sendProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpOptions {
  readonly log: Log;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly trustProxy: boolean;
}

const bodyLimit = 64 * 1024;
/** Of a whole request: the largest attachment over a branch's line of 2 Mbit/s. Headers have Node's own, shorter limit. */
const requestTimeoutMs = 90_000;

/** The listener with its guards: sizes, content types, headers, rate limits. No route yet. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { log, tls } = options;
  const guards = securityHeaders({ tls: tls !== null });
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 72_000,
    trustProxy: options.trustProxy,
    // Closing waits for what is under way; connections that only stand by are let go.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // What never reaches a route is told in the same form: an address that cannot be read, a request that is none.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(guards);
      sendProblem(reply, request, newId(), null, new AppError('platform.bad_request'));
    },
    clientErrorHandler: refuseConnection,
    ...(tls === null ? {} : { https: { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } }),
  } as never) as unknown as FastifyInstance;

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    (request as { rawText?: string }).rawText = text as string;
    if (text === '') return done(null, {});
    try {
      done(null, parseJson(text as string));
    } catch {
      done(new AppError('platform.bad_json'), undefined);
    }
  });
  await app.register(fastifyCookie);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(guards);
    done();
  });
  await app.register(fastifyRateLimit, {
    // Routes that anybody can call ask for it.
    global: false,
    errorResponseBuilder: () => new AppError('platform.too_many_requests'),
  });
  app.setErrorHandler((error, request, reply) => {
    sendProblem(reply, request, newId(), null, error);
  });
  app.setNotFoundHandler((request, reply) => {
    sendProblem(reply, request, newId(), null, new AppError('platform.not_found'));
  });
  return app;
}

/** JSON without the keys that would reach an object's prototype. */
function parseJson(text: string): unknown {
  if (!text.includes('__proto__') && !text.includes('constructor')) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__' || key === 'constructor') throw new SyntaxError('forbidden key');
    return value;
  });
}
