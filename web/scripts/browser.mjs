import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from '@playwright/test';

/** A bundled Chromium on Linux x64, the installed Chrome elsewhere. */
export async function launchBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return playwright.launch({ channel: 'chrome' });
  // in one process Chromium dies with its first closed page
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote');
  const executablePath = await chromium.executablePath();
  // Seen once in dozens of starts: it dies of a segmentation fault before its first page. That says nothing of our pages.
  for (let tries = 1; ; tries += 1) {
    try {
      return await playwright.launch({ executablePath, args });
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

/**
 * Gives pages of a context Chinese glyphs on machines without a Chinese font. Photographs of the built product need it;
 * nothing of it ships. Wait for `document.fonts.ready` before the shot.
 */
export async function withChinese(context) {
  const fonts = dirname(fileURLToPath(import.meta.resolve('@fontsource/noto-sans-sc/package.json')));
  await context.route('**/__noto/**', (route) => {
    const file = new URL(route.request().url()).pathname.split('/__noto/')[1];
    return route.fulfill({ path: join(fonts, file) });
  });
  await context.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const weight of [400, 500, 600]) {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = `/__noto/${weight}.css`;
        document.head.append(link);
      }
    });
  });
}
