import { useSyncExternalStore } from 'react';

/** The way back to one's own ticket and booking on a phone without an account: the last link of each, until it is over. */
export interface KeptLink {
  readonly kind: 'ticket' | 'booking';
  readonly path: string;
  /** Ticket number, or nothing for a booking. */
  readonly label: string;
  /** Start of a booked slot. */
  readonly start: number | null;
}

const storageKey = 'huiting.h5.links';
const listeners = new Set<() => void>();
const none: readonly KeptLink[] = [];
let cached: { readonly text: string; readonly links: readonly KeptLink[] } | null = null;

function read(): readonly KeptLink[] {
  const text = localStorage.getItem(storageKey) ?? '[]';
  if (cached?.text === text) return cached.links;
  try {
    cached = { text, links: JSON.parse(text) as KeptLink[] };
  } catch {
    cached = { text, links: none };
  }
  return cached.links;
}

function write(links: readonly KeptLink[]): void {
  localStorage.setItem(storageKey, JSON.stringify(links));
  for (const listener of listeners) listener();
}

export function keepLink(link: KeptLink): void {
  write([link, ...read().filter((one) => one.kind !== link.kind)]);
}

export function forgetLink(path: string): void {
  if (read().some((one) => one.path === path)) write(read().filter((one) => one.path !== path));
}

export function useKeptLinks(): readonly KeptLink[] {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, read);
}
