import { attachmentLimits } from '@huiting/contracts/files';
import { refuse } from '../errors.ts';

/** What a file is, told by its bytes. */
interface FileKind {
  readonly mediaType: string;
  readonly extensions: readonly string[];
}

const office = 'application/vnd.openxmlformats-officedocument';
const kinds = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  docx: { mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'] },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  pptx: { mediaType: `${office}.presentationml.presentation`, extensions: ['pptx'] },
  /** GB/T 33190-2016, the format of Chinese official documents: a zip with OFD.xml. */
  ofd: { mediaType: 'application/ofd', extensions: ['ofd'] },
  text: { mediaType: 'text/plain', extensions: ['txt', 'csv'] },
} as const satisfies Record<string, FileKind>;

/**
 * Looks at a content while it passes by: its beginning, its end (where a zip keeps its list of names) and whether all of
 * it is text. Holds at most `headBytes + tailBytes`.
 */
export interface Sniffer {
  see(chunk: Buffer): void;
  /** Null: nothing that is accepted. */
  verdict(): { readonly kind: FileKind; readonly hasMacros: boolean } | null;
}

const headBytes = 4 * 1024;
/** Room for some two thousand names. */
const tailBytes = 256 * 1024;

export function createSniffer(): Sniffer {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let isText = true;
  // GB 18030 reads GBK, in which spreadsheets on Chinese desks still write text.
  const decoders = new Map(
    (['utf-8', 'gb18030'] as const).map((name) => [name, new TextDecoder(name, { fatal: true })]),
  );

  function readsAsText(chunk: Buffer | null): boolean {
    for (const [name, decoder] of decoders) {
      try {
        decoder.decode(chunk ?? undefined, { stream: chunk !== null });
      } catch {
        decoders.delete(name);
      }
    }
    return decoders.size > 0;
  }

  return {
    see: (chunk) => {
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
      tail = Buffer.concat([tail, chunk]).subarray(-tailBytes);
      isText &&= !chunk.some((byte) => byte < 9 || (byte > 13 && byte < 32)) && readsAsText(chunk);
    },
    verdict: () => {
      const starts = (...bytes: number[]): boolean =>
        head.subarray(0, bytes.length).equals(Buffer.from(bytes));
      const found = (kind: FileKind, hasMacros = false) => ({ kind, hasMacros });
      if (/^(\u00ef\u00bb\u00bf)?\s*%PDF-\d/.test(head.toString('latin1'))) return found(kinds.pdf);
      if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return found(kinds.png);
      if (starts(0xff, 0xd8, 0xff)) return found(kinds.jpeg);
      if (starts(0x52, 0x49, 0x46, 0x46) && head.subarray(8, 12).equals(Buffer.from('WEBP')))
        return found(kinds.webp);
      if (starts(0x50, 0x4b, 0x03, 0x04)) return zipKind(namesInZip(tail));
      // Markup is text that a browser would run: pages, drawings, scripts.
      const isMarkup = /^\s*</.test(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''));
      return isText && readsAsText(null) && !isMarkup ? found(kinds.text) : null;
    },
  };
}

function zipKind(names: readonly string[]): { kind: FileKind; hasMacros: boolean } | null {
  const hasMacros = names.some((name) => /vbaProject\.bin$/i.test(name));
  const main = (name: string): boolean => names.includes(name);
  if (main('OFD.xml')) return { kind: kinds.ofd, hasMacros: false };
  if (!main('[Content_Types].xml')) return null;
  if (main('word/document.xml')) return { kind: kinds.docx, hasMacros };
  if (main('xl/workbook.xml')) return { kind: kinds.xlsx, hasMacros };
  return main('ppt/presentation.xml') ? { kind: kinds.pptx, hasMacros } : null;
}

/** Names in the central directory of a zip (APPNOTE 4.3.12), as far as it lies in `tail`. Nothing is unpacked. */
function namesInZip(tail: Buffer): string[] {
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length) return [];
  // The directory ends where its end record begins.
  let at = end - tail.readUInt32LE(end + 12);
  const names: string[] = [];
  while (at >= 0 && at + 46 <= end && tail.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => tail.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    names.push(tail.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

/** Invisible signs that turn the reading direction make `gpj.exe` look like a picture. */
const forbiddenInNames = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}/\\:*?"<>|]/u;

/**
 * The name as it is kept and shown; it never becomes part of a path.
 * @throws files.bad_name, files.kind_not_accepted when its extension is none of ours.
 */
export function checkName(given: string): { readonly name: string; readonly extension: string } {
  const name = given.normalize('NFC').trim();
  const match = /^[^.].*\.([A-Za-z0-9]{1,5})$/.exec(name);
  if (match === null || [...name].length > attachmentLimits.nameCharacters || forbiddenInNames.test(name))
    refuse('files.bad_name');
  const extension = match![1]!.toLowerCase();
  if (!(attachmentLimits.extensions as readonly string[]).includes(extension))
    refuse('files.kind_not_accepted', { extension });
  return { name, extension };
}

/** What the content is, if the name says the same. @throws files.kind_not_accepted, files.name_lies, files.has_macros */
export function judgeContent(sniffer: Sniffer, extension: string): string {
  const verdict = sniffer.verdict() ?? refuse('files.kind_not_accepted', { extension });
  if (!verdict.kind.extensions.includes(extension))
    refuse('files.name_lies', { extension, content: verdict.kind.extensions[0] });
  if (verdict.hasMacros) refuse('files.has_macros');
  return extension === 'csv' ? 'text/csv' : verdict.kind.mediaType;
}
