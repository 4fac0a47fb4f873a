/** What the address of a list says: its filters, and what is open beside it. Screens get it from their surface's router. */
export interface ListAddress {
  readonly words: Readonly<Record<string, string | undefined>>;
  /** Undefined, null and empty words leave the address; what is not named stays. */
  readonly change: (next: Readonly<Record<string, string | null | undefined>>) => void;
}

/** The words of an address, as far as they are words. */
export function wordsOf(search: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      (typeof value === 'string' || typeof value === 'number') && value !== '' ? [[name, String(value)]] : [],
    ),
  );
}

/** Takes a word the list knows, forgets any other. */
export function oneOf<V extends string>(options: readonly V[], word: string | undefined): V | undefined {
  return options.find((one) => one === word);
}
