import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * A long content sealed in frames, so that no byte is given out before it was found whole and only one frame is in memory:
 * AES-256-GCM per frame, nonce = frame number and whether it is the last (the STREAM construction, Hoang et al. 2015).
 * The key is used for one content only; frames cannot be altered, moved, left out or cut off.
 */
const frameBytes = 64 * 1024;
const tagBytes = 16;

function nonceOf(frame: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(frame, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export async function* sealStream(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let frame = 0;
  const seal = (plain: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(frame++, isLast));
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  for await (const { bytes, isLast } of framesOf(source, frameBytes)) yield seal(bytes, isLast);
}

/** @throws at the frame that is not as it was sealed. */
export async function* openStream(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  let frame = 0;
  for await (const { bytes, isLast } of framesOf(source, frameBytes + tagBytes)) {
    if (bytes.length < tagBytes) throw new Error('a sealed frame is too short');
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(frame++, isLast), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    yield Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - tagBytes)), decipher.final()]);
  }
}

/** Cuts a stream into pieces of one size; the last, perhaps shorter, is told as such. An empty stream is one empty last piece. */
async function* framesOf(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let held = Buffer.alloc(0);
  for await (const chunk of source) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    // The last full piece is kept back: only the end tells whether it is the last.
    let at = 0;
    for (; held.length - at > size; at += size) yield { bytes: held.subarray(at, at + size), isLast: false };
    held = held.subarray(at);
  }
  yield { bytes: held, isLast: true };
}
