import { openTab } from '../journey.ts';
import type { BrowserContext, Page } from '../journey.ts';

const terminals = {
  kiosk: { words: '取号机', size: { width: 1080, height: 1920 } },
  hallDisplay: { words: '大厅叫号屏', size: { width: 1920, height: 1080 } },
  windowDisplay: { words: '窗口屏', size: { width: 1280, height: 720 } },
  evaluator: { words: '评价器', size: { width: 1280, height: 800 } },
} as const;
export type Terminal = keyof typeof terminals;

/** Makes a tab a terminal of a branch on the start page, as a person does in the demo; window terminals choose their window. */
export async function takeTerminal(
  context: BrowserContext,
  url: string,
  kind: Terminal,
  at: {
    readonly branch: string;
    readonly window?: string;
    /** What must be in the page before its own scripts run. */
    readonly prepare?: (page: Page) => Promise<void>;
  },
): Promise<Page> {
  const { words, size } = terminals[kind];
  const page = await openTab(context, `${url}/lobby/`, size);
  await at.prepare?.(page);
  await page.getByRole('radio', { name: at.branch }).click();
  await page.getByRole('button', { name: words }).click();
  await page.waitForURL(/\/lobby\/.+/);
  if (at.window !== undefined) {
    await page.getByRole('button', { name: new RegExp(`^${at.window}( |$)`) }).click();
    await page.waitForURL(/\/lobby\/[a-zA-Z]+$/);
  }
  return page;
}
