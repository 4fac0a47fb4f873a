import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { allErrors } from '@huiting/contracts';
import type { ErrorCode } from '@huiting/contracts';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import type { Problem } from '@huiting/contracts/core/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionError } from '../database/pool.ts';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';

/** Sends a refusal as problem+json in the caller's language; a fault says nothing but its trace id. Returns the status. */
export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  traceId: string,
  endpoint: Endpoint | null,
  error: unknown,
): number {
  const { code, data } = classify(error);
  const definition = allErrors[code];
  const english = /^en\b/.test(request.headers['accept-language'] ?? '');
  const problem = {
    ...problemOf(code, english ? 'en' : 'zh', traceId),
    ...(data === undefined ? {} : { detail: data }),
  };
  if (definition.status >= 500) {
    // The message stays here; it may hold what the caller must not see.
    request.log.error({ traceId, endpoint: endpoint?.id, code, err: describe(error) }, 'request failed');
  }
  if (definition.status === 503) void reply.header('retry-after', '1');
  void reply.code(definition.status).type('application/problem+json').send(JSON.stringify(problem));
  return definition.status;
}

function problemOf(code: ErrorCode, language: 'zh' | 'en', traceId: string): Problem {
  const definition = allErrors[code];
  return {
    type: `urn:huiting:${code}`,
    status: definition.status,
    code,
    title: definition[language],
    traceId,
  };
}

/** Answers what was no request: nothing of it was understood, its language neither. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'platform.headers_too_large' : 'platform.bad_request';
  const { status } = allErrors[code];
  const body = JSON.stringify(problemOf(code, 'zh', newId()));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function classify(error: unknown): { code: ErrorCode; data?: unknown } {
  if (error instanceof AppError) return { code: error.code, data: error.data };
  if (isConnectionError(error)) return { code: 'platform.unavailable' };
  const { code } = error as { code?: string };
  switch (code) {
    case '57014':
    case '55P03':
    case '25P03':
      return { code: 'platform.timed_out' };
    case '22P05':
    case '22021':
      return { code: 'platform.bad_text' };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'platform.too_large' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'platform.unsupported_media' };
    default:
      return { code: 'platform.internal' };
  }
}

/** Class, code and stack without the message of a database error, which quotes values. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string };
  return code === undefined
    ? { name: error.name, stack: error.stack }
    : { name: error.name, code, constraint, table, stack: error.stack?.split('\n').slice(1, 8) };
}
