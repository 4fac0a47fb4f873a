import { attachmentLimits, fileEndpoints, type Attachment } from '@huiting/contracts/files';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, requestOf } from './api.ts';
import { refusalOf, sendFile } from './file-transfer.ts';
import { ApiProblem } from './problem.ts';

/** One file on its way to the server, or there. */
export interface PendingFile {
  /** Of this screen, not the server's. */
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly state:
    | { readonly kind: 'sending'; readonly share: number }
    | { readonly kind: 'failed'; readonly problem: unknown; readonly canRetry: boolean }
    | { readonly kind: 'done'; readonly file: Attachment };
}

export interface Attachments {
  readonly items: readonly PendingFile[];
  /** For the command that attaches them. */
  readonly fileIds: string[];
  /** False while something is on its way or failed: the command would leave it out. */
  readonly isSettled: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly retry: (key: string) => void;
  readonly remove: (key: string) => void;
}

interface Source {
  readonly file: File;
  readonly stop: AbortController;
}

/**
 * Files for something that is about to be sent: uploaded one after another while the person goes on writing. `owner` is
 * the kind of thing (its room decides who may attach), `branchId` where it will be kept.
 */
export function useAttachments(branchId: string, owner: string): Attachments {
  const [items, setItems] = useState<readonly PendingFile[]>([]);
  const sources = useRef(new Map<string, Source>());
  /** Uploads wait for each other: a branch's line is narrow. */
  const line = useRef<Promise<void>>(Promise.resolve());
  const keys = useRef(0);

  const setState = useCallback((key: string, state: PendingFile['state']) => {
    setItems((list) => list.map((item) => (item.key === key ? { ...item, state } : item)));
  }, []);

  const upload = useCallback(
    async (key: string, { file, stop }: Source) => {
      if (stop.signal.aborted) return;
      try {
        const { url } = requestOf(fileEndpoints.upload, { branchId, owner, name: file.name });
        const answer = await sendFile<{ file: Attachment }>(url, file, {
          signal: stop.signal,
          onShare: (share) => setState(key, { kind: 'sending', share }),
        });
        setState(key, { kind: 'done', file: answer.file });
      } catch (problem) {
        // A refused file is refused again; a broken line or a full disk may be better soon.
        const canRetry = !(problem instanceof ApiProblem) || problem.status >= 429;
        if (!stop.signal.aborted) setState(key, { kind: 'failed', problem, canRetry });
      }
    },
    [branchId, owner, setState],
  );

  const retry = useCallback(
    (key: string) => {
      const source = sources.current.get(key);
      if (source === undefined) return;
      setState(key, { kind: 'sending', share: 0 });
      line.current = line.current.then(() => upload(key, source));
    },
    [setState, upload],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file): PendingFile => {
        const key = String(++keys.current);
        sources.current.set(key, { file, stop: new AbortController() });
        const isTooLarge = file.size > attachmentLimits.bytes;
        const state: PendingFile['state'] = isTooLarge
          ? { kind: 'failed', problem: refusalOf('files.too_large'), canRetry: false }
          : { kind: 'sending', share: 0 };
        return { key, name: file.name, bytes: file.size, state };
      });
      setItems((list) => [...list, ...added]);
      for (const { key, state } of added) if (state.kind === 'sending') retry(key);
    },
    [retry],
  );

  function remove(key: string): void {
    sources.current.get(key)?.stop.abort();
    sources.current.delete(key);
    const state = items.find((one) => one.key === key)?.state;
    // What stays behind by a fault is thrown away by the server within a day.
    if (state?.kind === 'done')
      void call(fileEndpoints.remove, { branchId, fileId: state.file.id }).catch(() => undefined);
    setItems((list) => list.filter((one) => one.key !== key));
  }

  useEffect(() => {
    const open = sources.current;
    return () => open.forEach(({ stop }) => stop.abort());
  }, []);

  return {
    items,
    fileIds: items.flatMap(({ state }) => (state.kind === 'done' ? [state.file.id] : [])),
    isSettled: items.every(({ state }) => state.kind === 'done'),
    add,
    retry,
    remove,
  };
}
