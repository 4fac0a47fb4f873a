import { fileEndpoints } from '@huiting/contracts/files';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { bindRoutes } from '../http/binder.ts';
import type { BinderDeps } from '../http/binder.ts';
import { routes } from '../http/handlers.ts';
import type { Routes } from '../http/handlers.ts';
import type { Files } from './files.ts';

/** A scope of their own: nowhere else is a body let in unread. The files measure it while they read. */
export async function bindFiles(app: FastifyInstance, deps: BinderDeps, files: Files): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser('application/octet-stream', (_request, stream, parsed) =>
      parsed(null, stream),
    );
    bindRoutes(scope, deps, fileRoutes(files));
    done();
  });
}

function fileRoutes(files: Files): Routes {
  return routes(fileEndpoints, {
    list: async (ctx, input) => ({ files: [...(await files.show(ctx, input))] }),
    upload: async (ctx, input, { request }) => {
      // Nothing was sent: an empty file, not a stream.
      const body = request.body instanceof Readable ? request.body : Readable.from([]);
      try {
        const content = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
        return { file: await files.upload(ctx, { ...input, content }) };
      } catch (error) {
        // Whoever still sends reads no answer: the rest is taken off the wire, at most for the listener's time of a request.
        body.resume();
        throw error;
      }
    },
    download: (ctx, input) => files.download(ctx, input),
    remove: async (ctx, input) => {
      await files.remove(ctx, input);
      return { ok: true as const };
    },
  });
}
