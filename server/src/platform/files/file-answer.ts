import type { FastifyReply } from 'fastify';
import type { FileAnswer } from './files.ts';

/**
 * Always a download, never a page: whatever the bytes are, no browser runs them here. The name is told twice, in plain
 * letters for old readers and whole (RFC 6266, RFC 8187).
 */
export function sendFile(reply: FastifyReply, { stream, name, mediaType, bytes }: FileAnswer): FastifyReply {
  return reply
    .headers({
      'content-type': mediaType.startsWith('text/') ? 'application/octet-stream' : mediaType,
      'content-length': bytes,
      'content-disposition': dispositionOf(name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    })
    .send(stream);
}

export function dispositionOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\w.\- ]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
