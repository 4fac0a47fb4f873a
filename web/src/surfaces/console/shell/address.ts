import { useNavigate, useSearch } from '@tanstack/react-router';
import { wordsOf, type ListAddress } from '../../../lib/list-address.ts';

/** The address of the list at `path`. Filters replace each other: going back leaves the list. */
export function useAddress(path: string): ListAddress {
  const words = wordsOf(useSearch({ strict: false }) as Record<string, unknown>);
  const go = useNavigate();
  return {
    words,
    change: (next) => void go({ to: path, search: wordsOf({ ...words, ...next }) as never, replace: true }),
  };
}
