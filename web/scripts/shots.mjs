// Photographs the gallery, to compare with the boards: node scripts/shots.mjs <dir> [view…]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { launchBrowser } from './browser.mjs';

const [dir = 'shots', ...wanted] = process.argv.slice(2);
const sizes = {
  parts: [1440, 1500],
  console: [1440, 900],
  pad: [1280, 800],
  teller: [1440, 900],
  kiosk: [1080, 1920],
  evaluator: [1280, 800],
  h5: [390, 844],
};

mkdirSync(dir, { recursive: true });
const server = await createServer({
  configFile: join(import.meta.dirname, '../vite.config.ts'),
  server: { port: 0, host: '127.0.0.1' },
  logLevel: 'error',
});
await server.listen();
const base = server.resolvedUrls.local[0];
const browser = await launchBrowser();
try {
  for (const [view, [width, height]] of Object.entries(sizes)) {
    if (wanted.length > 0 && !wanted.includes(view)) continue;
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: view === 'h5' ? 2 : 1,
    });
    page.on('console', (message) => message.type() === 'error' && console.error(view, message.text()));
    page.on('pageerror', (error) => console.error(view, error.message));
    await page.goto(`${base}gallery/?view=${view}`);
    await page.waitForSelector('#root > *');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(dir, `${view}.png`), fullPage: view === 'parts' });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
