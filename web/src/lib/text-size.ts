import { useSyncExternalStore } from 'react';

/** Size of everything on a person's screens, kept with the login and applied on console, PAD and teller. */
export const textSizes = ['small', 'medium', 'large'] as const;
export type TextSize = (typeof textSizes)[number];

/** Of the page. Layouts that fill the window divide by it (`--zoom`). */
const factors: Record<TextSize, number> = { small: 0.94, medium: 1, large: 1.12 };

const listeners = new Set<() => void>();
let present: TextSize = 'medium';

export function readTextSize(kept: unknown): TextSize {
  return textSizes.find((size) => size === kept) ?? 'medium';
}

export function applyTextSize(size: TextSize): void {
  if (size === present) return;
  present = size;
  const { style } = document.documentElement;
  if (size === 'medium') {
    style.removeProperty('zoom');
    style.removeProperty('--zoom');
  } else {
    style.setProperty('zoom', String(factors[size]));
    style.setProperty('--zoom', String(factors[size]));
  }
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, () => present);
}
