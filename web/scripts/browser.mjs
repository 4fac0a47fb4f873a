import chromium from '@sparticuz/chromium'
import { chromium as playwright } from '@playwright/test'

/** A bundled Chromium on Linux x64, the installed Chrome elsewhere. */
export async function launchBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return playwright.launch({ channel: 'chrome' })
  // in one process Chromium dies with its first closed page
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
  return playwright.launch({ executablePath: await chromium.executablePath(), args })
}
