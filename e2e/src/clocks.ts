import type { Page } from './journey.ts';

declare global {
  interface Window {
    pressedAt?: number;
    seenAt?: number;
  }
}

/** Keeps the instant of the next press in this page, as its own machine's clock tells it. */
export async function watchPress(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    delete window.pressedAt;
    document.addEventListener('click', () => (window.pressedAt = Date.now()), { capture: true, once: true });
  });
  return () => instant(page, 'pressedAt');
}

/** Keeps the instant these words first stand in this page. */
export async function watchWords(page: Page, words: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    delete window.seenAt;
    const look = () => {
      if (!document.body.innerText.includes(wanted)) return;
      window.seenAt = Date.now();
      observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  }, words);
  return () => instant(page, 'seenAt');
}

async function instant(page: Page, name: 'pressedAt' | 'seenAt'): Promise<number> {
  const handle = await page.waitForFunction((key) => window[key], name);
  return (await handle.jsonValue())!;
}
