import { useCallback, useEffect, useState } from 'react';

/** Size of the strip that stays on top of the core banking screen. */
const stripSize = { width: 460, height: 140 } as const;

interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}
const port = (): DocumentPictureInPicture | null =>
  (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture ?? null;

/** Takes over styles and switches (density, colour vision) of the page. */
function dress(target: Document, title: string): void {
  const { dataset, lang } = document.documentElement;
  Object.assign(target.documentElement.dataset, dataset);
  target.documentElement.lang = lang;
  target.title = title;
  for (const sheet of document.querySelectorAll('style, link[rel="stylesheet"]'))
    target.head.append(sheet.cloneNode(true));
}

/** A small always-on-top window of this page (Document Picture-in-Picture), where the browser has it. */
export function useStripWindow(title: string) {
  const [strip, setStrip] = useState<Window | null>(null);
  useEffect(() => () => strip?.close(), [strip]);
  const open = useCallback(async () => {
    const opened = await port()?.requestWindow(stripSize);
    if (!opened) return;
    dress(opened.document, title);
    opened.addEventListener('pagehide', () => setStrip(null), { once: true });
    setStrip(opened);
  }, [title]);
  return { supported: port() !== null, strip, open, close: useCallback(() => strip?.close(), [strip]) };
}
