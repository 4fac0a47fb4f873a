import { allErrors, endpointsByRoom } from '@huiting/contracts';
import { pathParams } from '@huiting/contracts/core/endpoint';
import type { Access, Endpoint } from '@huiting/contracts/core/endpoint';
import { z } from 'zod';

/**
 * The contract as a page for people, made from the same declarations as `/api/openapi.json`: no script, nothing from
 * elsewhere, so that the strictest content policy shows it and it works in a network without a way out.
 */
export function apiDocsPage(): string {
  const rooms = Object.entries(endpointsByRoom).map(
    ([room, group]) => [room, Object.values(group) as Endpoint[]] as const,
  );
  const count = rooms.reduce((sum, [, endpoints]) => sum + endpoints.length, 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Huiting API</title><style>${styles}</style></head><body>
<header><h1>Huiting 慧厅 · API</h1>
<p>${count} endpoints, made from the contract. Programs read <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
Every command takes an <code>Idempotency-Key</code>; every refusal is <code>application/problem+json</code> with a stable
<code>code</code>; every answer carries <code>X-Trace-Id</code>.</p>
<nav>${rooms.map(([room, endpoints]) => `<a href="#${room}">${room} <small>${endpoints.length}</small></a>`).join('')}</nav></header>
<main>${rooms.map(([room, endpoints]) => section(room, endpoints)).join('\n')}</main></body></html>`;
}

function section(room: string, endpoints: readonly Endpoint[]): string {
  return `<section id="${room}"><h2>${room}</h2>${endpoints.map(article).join('\n')}</section>`;
}

function article(endpoint: Endpoint): string {
  const { id, method, path, summary, input, output, errors, access, idempotent } = endpoint;
  const inPath = pathParams(path);
  const rows: (readonly [string, string])[] = [
    ['Who', escape(who(access))],
    ...(inPath.length > 0 ? [['Path', inPath.map((name) => `<code>${name}</code>`).join(' ')] as const] : []),
    ...(idempotent ? [['Header', '<code>Idempotency-Key</code>'] as const] : []),
    [method === 'GET' ? 'Query' : 'Body', schema(input, 'input')],
    ['Answer', schema(output, 'output')],
    ...(errors.length > 0 ? [['Refusals', errors.map(refusal).join('')] as const] : []),
  ];
  return `<details id="${escape(id)}"><summary><b data-method="${method}">${method}</b> <code>/api${escape(path)}</code>
<span>${escape(summary)}</span></summary><dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl></details>`;
}

function who(access: Access): string {
  switch (access.kind) {
    case 'permission':
      return `holders of ${access.permission} at the place`;
    case 'session':
      return 'anybody signed in';
    case 'link':
      return 'the bearer of the link';
    case 'signed':
      return 'partner systems; the body carries a signature';
    case 'public':
      return 'anybody; rate limited';
  }
}

function refusal(code: string): string {
  const known = (allErrors as Record<string, { status: number; en: string }>)[code];
  return `<p><code>${escape(code)}</code> ${known?.status ?? ''} ${escape(known?.en ?? '')}</p>`;
}

function schema(shape: z.ZodType, io: 'input' | 'output'): string {
  const { $schema: _dialect, ...json } = z.toJSONSchema(shape, { io, unrepresentable: 'any', reused: 'ref' });
  return `<pre>${escape(JSON.stringify(json, null, 1))}</pre>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const styles = `body{margin:0;background:#f2f5f9;color:#16202e;font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:16px 24px}h1{font-size:24px;margin:8px 0}h2{font-size:18px;margin:24px 0 8px}
nav{display:flex;flex-wrap:wrap;gap:8px}nav a{padding:2px 10px;border:1px solid #e2e7ee;border-radius:6px;background:#fff}
a{color:#1b5fd0;text-decoration:none}a:focus-visible,summary:focus-visible{outline:3px solid #1b5fd0;outline-offset:2px}
small,summary span{color:#4a5768}details{margin:4px 0;border:1px solid #e2e7ee;border-radius:8px;background:#fff}
summary{padding:8px 12px;cursor:pointer}summary b{display:inline-block;width:56px}b[data-method=GET]{color:#087560}b[data-method=POST]{color:#1b5fd0}
dl{display:grid;grid-template-columns:80px minmax(0,1fr);gap:6px 12px;margin:0;padding:4px 12px 12px}dt{color:#4a5768}dd{margin:0}
dd p{margin:0}pre{max-height:320px;margin:0;padding:8px;overflow:auto;border-radius:6px;background:#e8edf4;font-size:12.5px}`;
