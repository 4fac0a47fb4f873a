import { fileEndpoints } from '@huiting/contracts/files';
import { Readable } from 'node:stream';
import { routes } from '../http/handlers.ts';
import type { Routes } from '../http/handlers.ts';
import type { Files } from './files.ts';

export function fileRoutes(files: Files): Routes {
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
