import { useSyncExternalStore } from 'react';

/** Acts that have a key. */
export const keyedActs = ['completeAndNext', 'callOrStart', 'recall', 'skip', 'transfer', 'park'] as const;
export type KeyedAct = (typeof keyedActs)[number];
export type DeskKeys = Readonly<Record<KeyedAct, string>>;

export const defaultKeys: DeskKeys = {
  completeAndNext: 'F2',
  callOrStart: 'F8',
  recall: 'F9',
  skip: 'F10',
  transfer: 'F4',
  park: 'F3',
};

const storageKey = 'huiting.teller.keys';
/** Keys the browser, the forms or the person need for themselves. */
const refused = new Set([
  'Tab',
  'Enter',
  'Escape',
  ' ',
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'F5',
  'F11',
  'F12',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
]);

/** Name of a pressed key as it is shown and stored; null when it cannot be a shortcut. Letters need Ctrl or Alt. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>,
): string | null {
  if (refused.has(event.key) || event.metaKey) return null;
  const isFunction = /^F\d{1,2}$/.test(event.key);
  if (!isFunction && !event.ctrlKey && !event.altKey) return null;
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', name]
    .filter(Boolean)
    .join('+');
}

export function actOfKey(keys: DeskKeys, name: string): KeyedAct | null {
  return keyedActs.find((act) => keys[act] === name) ?? null;
}

/** Gives the keys with one changed, or the act that already uses it. */
export function withKey(
  keys: DeskKeys,
  act: KeyedAct,
  name: string,
): DeskKeys | { readonly takenBy: KeyedAct } {
  const holder = actOfKey(keys, name);
  return holder !== null && holder !== act ? { takenBy: holder } : { ...keys, [act]: name };
}

export function parseKeys(stored: string | null): DeskKeys {
  if (!stored) return defaultKeys;
  try {
    const found = JSON.parse(stored) as Partial<Record<string, unknown>>;
    const keys = Object.fromEntries(
      keyedActs.map((act) => [act, typeof found[act] === 'string' ? found[act] : defaultKeys[act]]),
    ) as Record<KeyedAct, string>;
    return new Set(Object.values(keys)).size === keyedActs.length ? keys : defaultKeys;
  } catch {
    return defaultKeys;
  }
}

const listeners = new Set<() => void>();
let current: DeskKeys | null = null;
const read = () => (current ??= parseKeys(localStorage.getItem(storageKey)));

export function storeKeys(keys: DeskKeys): void {
  current = keys;
  localStorage.setItem(storageKey, JSON.stringify(keys));
  for (const listener of listeners) listener();
}

/** The keys of this browser. */
export function useDeskKeys(): DeskKeys {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}
