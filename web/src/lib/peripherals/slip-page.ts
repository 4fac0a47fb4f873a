import type { PrintResult, Slip, SlipLine } from './port.ts';

/** 80 mm roll, 72 mm printable. Black on white only: thermal heads know no grey. */
const css = `
@page { size: 80mm auto; margin: 0 }
* { box-sizing: border-box; margin: 0 }
body { width: 80mm; padding: 4mm; color: #000; background: #fff; font: 12pt/1.45 "PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui }
p { overflow-wrap: anywhere }
.center { text-align: center }
.small { font-size: 9pt } .large { font-size: 16pt; font-weight: 600 } .huge { font-size: 44pt; line-height: 1.15; font-weight: 700 }
.pair { display: flex; justify-content: space-between; gap: 4mm }
hr { border: 0; border-top: 1px dashed #000; margin: 2mm 0 }
figure { text-align: center; margin: 2mm 0 } figure svg { width: 34mm; height: 34mm }
`;

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

async function lineHtml(line: SlipLine): Promise<string> {
  switch (line.kind) {
    case 'text':
      return `<p class="${line.size ?? 'normal'} ${line.align ?? 'center'}">${escape(line.text)}</p>`;
    case 'pair':
      return `<p class="pair"><span>${escape(line.label)}</span><span>${escape(line.value)}</span></p>`;
    case 'rule':
      return '<hr>';
    case 'qr': {
      const { toString } = await import('qrcode');
      const svg = await toString(line.text, { type: 'svg', margin: 0 });
      return `<figure>${svg}${line.caption ? `<figcaption class="small">${escape(line.caption)}</figcaption>` : ''}</figure>`;
    }
  }
}

/** The whole page of a slip; also what the simulator panel shows as paper. */
export async function slipHtml(slip: Slip): Promise<string> {
  const lines = await Promise.all(slip.lines.map(lineHtml));
  return `<!doctype html><meta charset="utf-8"><title>${escape(slip.title)}</title><style>${css}</style>${lines.join('')}`;
}

/** Prints through the browser (a kiosk browser started with silent printing asks nothing). */
export async function printSlipPage(slip: Slip): Promise<PrintResult> {
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;inset:auto 0 0 auto';
  frame.srcdoc = await slipHtml(slip);
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  try {
    const page = frame.contentWindow;
    if (!page) return 'failed';
    page.addEventListener('afterprint', () => frame.remove(), { once: true });
    page.print();
    return 'done';
  } catch {
    frame.remove();
    return 'failed';
  }
}
