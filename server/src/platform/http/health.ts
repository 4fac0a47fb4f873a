import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Metrics } from '../metrics.ts';
import { apiDocsPage } from './api-docs.ts';
import { openApiDocument } from './openapi.ts';

/** `/healthz` the process lives; `/readyz` it can serve; `/metrics` for Prometheus; `/api/openapi.json` the contract, `/api/docs` the same for people. */
export function bindHealth(
  app: FastifyInstance,
  deps: { metrics: Metrics; ready: () => boolean; pool: pg.Pool },
): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const answers =
      deps.ready() &&
      (await deps.pool.query('select 1').then(
        () => true,
        () => false,
      ));
    return answers ? { ok: true } : reply.code(503).header('retry-after', '1').send({ ok: false });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics()),
  );
  let document: unknown = null;
  app.get('/api/openapi.json', () => (document ??= openApiDocument()));
  let page: string | null = null;
  app.get('/api/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send((page ??= apiDocsPage())),
  );
}
