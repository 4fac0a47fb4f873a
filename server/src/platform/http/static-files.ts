import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import { sendProblem } from './problem.ts';

const surfacePaths = ['console', 'pad', 'teller', 'lobby', 'h5', 'wall'] as const;

/** Serves the built web: hashed assets for a year, pages never from a cache, any deeper path of a surface gets its page. */
export async function serveWeb(app: FastifyInstance, dist: string): Promise<void> {
  if (!existsSync(dist)) return;
  await app.register(fastifyStatic, {
    root: dist,
    prefix: '/',
    wildcard: false,
    index: ['index.html'],
    setHeaders: (reply, path) => {
      const hashed = path.includes(`${join('dist', 'assets')}`);
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const surface of surfacePaths) {
    if (!existsSync(join(dist, surface, 'index.html'))) continue;
    app.get(`/${surface}`, (_request, reply) => reply.redirect(`/${surface}/`));
    app.get(`/${surface}/*`, (request, reply) => {
      const last = request.url.split('?')[0]!.split('/').at(-1)!;
      if (last.includes('.')) {
        sendProblem(reply, request, newId(), null, new AppError('platform.not_found'));
        return reply;
      }
      return reply.header('cache-control', 'no-cache').sendFile(`${surface}/index.html`);
    });
  }
}
