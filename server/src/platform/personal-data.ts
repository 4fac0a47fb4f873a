/** What each room does with personal data when a customer asks, and when time is up. Declared in `RoomParts`, used by privacy. */

/** A room's part of a customer's data (PV-03). */
export interface SubjectPart {
  readonly name: { readonly zh: string; readonly en: string };
  /** Everything the room knows of a customer, in clear, for that customer alone: nothing of other people. */
  collect(customerId: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Forgets it, at every branch. The same again changes nothing. Gives how many rows it took out or made nameless. */
  forget(customerId: string): Promise<number>;
}

/** Rows a room keeps for a time (PV-04). */
export interface RetainedKind {
  /** `<room>.<what>`. */
  readonly kind: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Tables cut by month, whose months are dropped, those that refer to others first; the owner names them, the platform drops them. */
  readonly tables: readonly string[];
  /** Shortest that law or use allows, days. */
  readonly leastDays: number;
  /** As shipped; null: kept until somebody sets a rule. */
  readonly days: number | null;
  /** Nothing of it is ever taken out by a run: the table forbids it. */
  readonly isEndless?: boolean;
}
