// Draws the PAD's install icons from public/icon.svg: node scripts/icons.mjs
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';

const root = join(import.meta.dirname, '../public');
const svg = readFileSync(join(root, 'icon.svg'), 'utf8');
const icons = [
  { file: 'icon-192.png', size: 192, drawing: svg },
  { file: 'icon-512.png', size: 512, drawing: svg },
  // launchers cut a circle of 80 % out of it: the ground goes to the edge, the drawing stays within
  { file: 'icon-maskable-512.png', size: 512, drawing: svg.replace('rx="14"', '') },
];

const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  for (const { file, size, drawing } of icons) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0">${drawing.replace('<svg', `<svg width="${size}" style="display:block"`)}`,
    );
    await page.screenshot({ path: join(root, 'pad', file), omitBackground: true });
  }
} finally {
  await browser.close();
}
