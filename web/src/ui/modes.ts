import { useCallback, useSyncExternalStore } from 'react';

/** A switch kept as an attribute of <html>, where the token style sheet reads it. */
function createSwitch(attribute: string, on: string, storageKey: string) {
  const listeners = new Set<() => void>();
  const read = () => document.documentElement.hasAttribute(attribute);
  return {
    read,
    set(value: boolean, remember: boolean) {
      if (value) document.documentElement.setAttribute(attribute, on);
      else document.documentElement.removeAttribute(attribute);
      if (remember) localStorage.setItem(storageKey, value ? '1' : '0');
      for (const listener of listeners) listener();
    },
    restore() {
      if (localStorage.getItem(storageKey) === '1') document.documentElement.setAttribute(attribute, on);
    },
    subscribe(changed: () => void) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

const colorVision = createSwitch('data-vision', 'assist', 'huiting.vision');
const elder = createSwitch('data-elder', '', 'huiting.elder');

/** Colour-vision mode: a setting of the person, remembered in this browser. */
export function useColorVision(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(colorVision.subscribe, colorVision.read);
  return [on, useCallback((value: boolean) => colorVision.set(value, true), [])];
}

/**
 * 长者模式. On shared terminals it belongs to the customer before the screen: pass `remember: false` and switch it off
 * when the terminal returns to its first screen.
 */
export function useElderMode(
  options: { readonly remember?: boolean } = {},
): readonly [boolean, (on: boolean) => void] {
  const remember = options.remember ?? false;
  const on = useSyncExternalStore(elder.subscribe, elder.read);
  return [on, useCallback((value: boolean) => elder.set(value, remember), [remember])];
}

/** Puts remembered switches back before the first paint. */
export function restoreModes(): void {
  colorVision.restore();
  elder.restore();
}
