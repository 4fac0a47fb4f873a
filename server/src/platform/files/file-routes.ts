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
      const content = request.body instanceof Readable ? request.body : Readable.from([]);
      return { file: await files.upload(ctx, { ...input, content }) };
    },
    download: (ctx, input) => files.download(ctx, input),
    remove: async (ctx, input) => {
      await files.remove(ctx, input);
      return { ok: true as const };
    },
  });
}
