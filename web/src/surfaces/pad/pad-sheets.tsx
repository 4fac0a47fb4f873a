import { createContext, use } from 'react';
import type { IdentifierInput } from '../../features/customer/index.ts';

/** Whom a ticket is taken for, when already recognised. */
export interface Holder {
  readonly maskedName: string;
  readonly elder: boolean;
  readonly identifier: IdentifierInput;
}

/** What lies over the rooms. One at a time; what it is about is looked up live by id. */
export type PadSheet =
  | { readonly kind: 'ticket'; readonly id: string }
  | { readonly kind: 'customer'; readonly id: string }
  | { readonly kind: 'badRating'; readonly id: string }
  | { readonly kind: 'window'; readonly id: string }
  | { readonly kind: 'issue'; readonly holder: Holder | null }
  | { readonly kind: 'identify' | 'staff' | 'book' | 'checkIn' | 'elsewhere' | 'more' };

export interface PadSheets {
  readonly open: (sheet: PadSheet) => void;
  readonly close: () => void;
  /** Why nothing may be done now; null = all is well. */
  readonly blocked: string | null;
}
export const PadSheetsContext = createContext<PadSheets | null>(null);

export function usePadSheets(): PadSheets {
  const sheets = use(PadSheetsContext);
  if (!sheets) throw new Error('usePadSheets needs the PAD shell above it');
  return sheets;
}

/** What an alert's subject opens; null when it is the hall itself or a room that is not built. */
export function sheetOfSubject(subject: { readonly kind: string; readonly id: string }): PadSheet | null {
  switch (subject.kind) {
    case 'ticket':
    case 'customer':
    case 'badRating':
    case 'window':
      return { kind: subject.kind, id: subject.id };
    default:
      return null;
  }
}
