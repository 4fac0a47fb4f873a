import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { FileRefused } from './system.import.domain.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'xlsx';

/** What a file is, by its first bytes and, for text without a mark, by whether all of it can be read. Its name is not asked. */
export async function encodingOf(path: string): Promise<Encoding> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  await file.close();
  const head = buffer.subarray(0, bytesRead).toString('hex');
  if (head.startsWith('504b0304')) return 'xlsx';
  if (head.startsWith('d0cf11e0')) throw new FileRefused('import.old_excel');
  if (head.startsWith('efbbbf')) return checked(path, 'utf-8');
  if (head.startsWith('fffe')) return checked(path, 'utf-16le');
  if (head.startsWith('feff')) return checked(path, 'utf-16be');
  if (await isReadable(path, 'utf-8')) return 'utf-8';
  return checked(path, 'gb18030');
}

async function checked(path: string, encoding: Exclude<Encoding, 'xlsx'>): Promise<Encoding> {
  if (await isReadable(path, encoding)) return encoding;
  throw new FileRefused('import.encoding_unknown');
}

async function isReadable(path: string, encoding: Exclude<Encoding, 'xlsx'>): Promise<boolean> {
  try {
    for await (const text of decoded(path, encoding))
      if (text.includes('\0')) throw new FileRefused('import.not_text');
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The file's text in pieces, without its mark. @throws TypeError where bytes are none of the encoding's */
export async function* decoded(path: string, encoding: Exclude<Encoding, 'xlsx'>): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 }))
    yield decoder.decode(bytes as Buffer, { stream: true });
  yield decoder.decode();
}
