import { useEffect, useRef } from 'react';
import { actOfKey, keyName, useDeskKeys } from './desk-keys.ts';
import type { DeskActs } from './use-desk-acts.ts';

/** Listens on the page and on the strip's own document; a held key counts once, an open dialog keeps the keys to itself. */
export function useDeskHotkeys(desk: DeskActs, documents: readonly Document[]): void {
  const keys = useDeskKeys();
  const latest = useRef({ desk, keys });
  useEffect(() => {
    latest.current = { desk, keys };
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { desk: now, keys: bound } = latest.current;
      const name = keyName(event);
      const act = name === null ? null : actOfKey(bound, name);
      if (act === null) return;
      // F3 and F10 belong to the browser otherwise
      event.preventDefault();
      // also one that is not the desk's own: settings of the demo, a handover to sign
      const covered = document.querySelector('dialog[open]') !== null;
      if (event.repeat || covered || now.dialog !== null || now.busy) return;
      switch (act) {
        case 'callOrStart':
          if (now.may.start) void now.acts.start();
          else if (now.may.callNext) void now.acts.callNext();
          break;
        case 'completeAndNext':
          if (now.may.complete) void now.acts.completeAndNext();
          break;
        case 'recall':
          if (now.may.recall) void now.acts.recall();
          break;
        case 'skip':
          if (now.may.skip) now.setDialog({ kind: 'skip' });
          break;
        case 'transfer':
          if (now.may.transfer) now.setDialog({ kind: 'transfer' });
          break;
        case 'park':
          if (now.may.park) now.setDialog({ kind: 'park' });
          break;
      }
    }
    for (const one of documents) one.addEventListener('keydown', press);
    return () => {
      for (const one of documents) one.removeEventListener('keydown', press);
    };
  }, [documents]);
}
