import { fileEndpoints, fileErrors } from '@huiting/contracts/files';
import type { Problem } from '@huiting/contracts/core/errors';
import { requestOf } from './api.ts';
import { deviceHeaders } from './device-proof.ts';
import { currentLocale } from './i18n.ts';
import { ApiProblem, NetworkProblem } from './problem.ts';
import { surfaceId } from './surface.ts';

/** Sends a file as it is. `fetch` cannot tell how far a body has come; this can. `onShare`: 0 to 1. */
export function sendFile<T>(
  url: string,
  file: Blob,
  options: {
    readonly signal: AbortSignal;
    readonly onShare: (share: number) => void;
    readonly method?: 'POST' | 'PUT';
  },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(options.method ?? 'POST', url);
    request.responseType = 'text';
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      options.onShare(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as T);
      else reject(problemOf(request.status, request.responseText));
    });
    request.addEventListener('error', () => reject(new NetworkProblem('the line broke while sending')));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    void headers().then((all) => {
      if (options.signal.aborted) return reject(new DOMException('stopped', 'AbortError'));
      for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.send(file);
    }, reject);
  });
}

/** Fetches a file under the surface's own session, which a plain link could not name, and hands it to the browser to keep. */
export async function saveFile(branchId: string, file: { id: string; name: string }): Promise<void> {
  const { url } = requestOf(fileEndpoints.download, { branchId, fileId: file.id });
  await saveFrom(url, file.name);
}

/** The same of any address that gives a file out. */
export async function saveFrom(address: string, name: string): Promise<void> {
  const blob = await fetchFile(address);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it over by the next turn; kept longer, it would hold the whole file.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function fetchFile(url: string): Promise<Blob> {
  const response = await fetch(url, { headers: await headers(), credentials: 'same-origin' }).catch(
    (cause: unknown) => {
      throw new NetworkProblem('no answer from the server', { cause });
    },
  );
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response.blob();
}

/** What the server would say of a file, said before it is sent. */
export function refusalOf(code: keyof typeof fileErrors): ApiProblem {
  const { status, zh, en } = fileErrors[code];
  return new ApiProblem({
    type: 'about:blank',
    status,
    code,
    title: currentLocale() === 'en' ? en : zh,
    traceId: '',
  });
}

async function headers(): Promise<Record<string, string>> {
  const surface = surfaceId();
  // Without it a session of this browser would be taken for a copied one.
  return { 'Accept-Language': currentLocale(), 'X-Surface': surface, ...(await deviceHeaders(surface)) };
}

function problemOf(status: number, text: string): ApiProblem | NetworkProblem {
  try {
    return new ApiProblem(JSON.parse(text) as Problem);
  } catch {
    // A proxy in between answered with a page of its own.
    return new NetworkProblem(`answered ${status}`);
  }
}
