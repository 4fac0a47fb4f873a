import { test as base, expect } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { launchBrowser } from '../../web/scripts/browser.mjs';
import { startProduct, temporaryDataDir } from './product.ts';
import type { Product } from './product.ts';

export { expect };
export type { BrowserContext, Locator, Page };

interface PerWorker {
  /** A demo bank at 10:42 in which nobody moves by themselves; one for all journeys that do not ask for their own. */
  readonly product: Product & {
    /** Stops it, does something meanwhile, and starts it again at the same address. */
    away(meanwhile: () => Promise<void>): Promise<void>;
  };
}

interface PerJourney {
  /** Faults of pages that nobody expected; must stay empty. */
  readonly faults: string[];
}

export const test = base.extend<PerJourney, PerWorker>({
  browser: [
    async ({}, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({}, use) => {
      const dataDir = temporaryDataDir();
      let running = await startProduct({ dataDir: dataDir.path });
      const { url, logFile } = running;
      await use({
        url,
        logFile,
        dataDir: dataDir.path,
        said: () => running.said(),
        stop: () => running.stop(),
        away: async (meanwhile) => {
          await running.stop();
          try {
            await meanwhile();
          } finally {
            running = await startProduct({ dataDir: dataDir.path, port: Number(new URL(url).port) });
          }
        },
      });
      await running.stop();
      dataDir.remove();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  faults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      watchFaults(context, faults);
      await use(faults);
      expect(faults, 'errors in the pages').toEqual([]);
    },
    { auto: true },
  ],
});

/** Exceptions and breaches of the content security policy; refused requests belong to the product's normal day. */
export function watchFaults(context: BrowserContext, faults: string[]): void {
  context.on('weberror', (error) => faults.push(`${error.page()?.url()}: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      faults.push(message.text());
  });
}

declare global {
  interface Window {
    /** Set when a page opens; a reload would lose it. */
    openedOnce?: true;
  }
}

const proofs = new WeakMap<BrowserContext, Map<string, string>>();

/** Keeps the newest proof the pages of each surface have sent that they are the browser their session was opened in. */
function listenForProofs(context: BrowserContext): void {
  if (proofs.has(context)) return;
  const newest = new Map<string, string>();
  proofs.set(context, newest);
  context.on('request', (request) => {
    const { 'x-surface': surface, 'x-device-proof': proof } = request.headers();
    if (surface !== undefined && proof !== undefined) newest.set(surface, proof);
  });
}

/** For calls that are made as a page would make them; null for surfaces that prove nothing. */
export function proofOf(context: BrowserContext, surface: string): string | null {
  return proofs.get(context)?.get(surface) ?? null;
}

/** A tab of its own at the size of its device. */
export async function openTab(
  context: BrowserContext,
  url: string,
  size: { readonly width: number; readonly height: number },
): Promise<Page> {
  listenForProofs(context);
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.goto(url);
  return page;
}

/** From now on a reload of the page would be noticed by `expectNoReload`. */
export async function markOpened(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.openedOnce = true;
  });
}

export async function expectNoReload(page: Page): Promise<void> {
  expect(await page.evaluate(() => window.openedOnce), `${page.url()} was reloaded`).toBe(true);
}
