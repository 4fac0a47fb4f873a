import type { LiveMessage, SubscribeAnswer } from '@huiting/contracts/core/live';
import { Surface } from '@huiting/contracts/access';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Authenticator } from '../http/binder.ts';
import { newId } from '../ids.ts';
import { sendProblem } from '../http/problem.ts';
import type { Hub } from './hub.ts';

const Subscribe = z.object({
  topic: z.string().max(60),
  key: z.string().min(1).max(80),
  after: z.number().int().min(0).nullable(),
});
const beatMs = 5_000;

/** The live connection's three addresses; the protocol is told in contracts/src/core/live.ts. */
export function bindLive(
  app: FastifyInstance,
  deps: {
    hub: Hub;
    authenticator: Authenticator;
    beat: () => LiveMessage;
    isUp: () => boolean;
    publicPerMinute: number;
  },
): { stop(): void } {
  const { hub } = deps;

  // Anybody may open one, before any session is known.
  const limited = { rateLimit: { max: deps.publicPerMinute, timeWindow: 60_000 } };
  app.get('/api/live', { exposeHeadRoute: false, config: limited }, (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    reply.raw.socket?.setNoDelay(true);
    hub.open(reply.raw);
  });

  app.post(
    '/api/live/:streamId/subscriptions',
    async (request, reply): Promise<SubscribeAnswer | typeof reply> => {
      try {
        if (!deps.isUp()) throw new AppError('platform.unavailable');
        const body = Subscribe.safeParse(request.body);
        if (!body.success) throw new AppError('platform.bad_input');
        const surface = Surface.safeParse(request.headers['x-surface']);
        if (!surface.success) throw new AppError('platform.cross_site');
        const actor = await deps.authenticator.actorOf(request, surface.data);
        const { streamId } = request.params as { streamId: string };
        return { subscriptionId: await hub.subscribe(streamId, actor ?? nobody, body.data) };
      } catch (error) {
        sendProblem(reply, request, newId(), null, error);
        return reply;
      }
    },
  );

  app.delete('/api/live/:streamId/subscriptions/:subscriptionId', async (request) => {
    const { streamId, subscriptionId } = request.params as { streamId: string; subscriptionId: string };
    hub.unsubscribe(streamId, subscriptionId);
    return { ok: true };
  });

  const beating = setInterval(() => hub.beat(deps.beat), beatMs);
  beating.unref();
  return { stop: () => clearInterval(beating) };
}

const nobody: Actor = {
  kind: 'anonymous',
  id: 'anonymous:live',
  name: 'anonymous',
  staff: null,
  branchId: null,
  windowId: null,
  surface: null,
  sessionId: null,
  grants: [],
};
