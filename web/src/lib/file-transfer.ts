import { fileEndpoints, fileErrors } from '@huiting/contracts/files';
import type { Problem } from '@huiting/contracts/core/errors';
import { requestOf } from './api.ts';
import { currentLocale } from './i18n.ts';
import { ApiProblem, NetworkProblem } from './problem.ts';
import { surfaceId } from './surface.ts';

/** Sends a file as it is. `fetch` cannot tell how far a body has come; this can. `onShare`: 0 to 1. */
export function sendFile<T>(
  url: string,
  file: Blob,
  options: { readonly signal: AbortSignal; readonly onShare: (share: number) => void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
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
    request.send(file);
  });
}

/** Fetches a file under the surface's own session, which a plain link could not name, and hands it to the browser to keep. */
export async function saveFile(branchId: string, file: { id: string; name: string }): Promise<void> {
  const blob = await fetchFile(branchId, file.id);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has taken it over by the next turn; kept longer, it would hold the whole file.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function fetchFile(branchId: string, fileId: string): Promise<Blob> {
  const { url } = requestOf(fileEndpoints.download, { branchId, fileId });
  const response = await fetch(url, { headers: headers(), credentials: 'same-origin' }).catch(
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

function headers(): Record<string, string> {
  return { 'Accept-Language': currentLocale(), 'X-Surface': surfaceId() };
}

function problemOf(status: number, text: string): ApiProblem | NetworkProblem {
  try {
    return new ApiProblem(JSON.parse(text) as Problem);
  } catch {
    // A proxy in between answered with a page of its own.
    return new NetworkProblem(`answered ${status}`);
  }
}
