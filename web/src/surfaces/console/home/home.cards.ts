export const cardNames = ['inbox', 'halls', 'security', 'audit', 'imports', 'health'] as const;
export type CardName = (typeof cardNames)[number];

/** Cards whose figures this person may see anyway. An inbox belongs to a member of staff. */
export function cardsFor(permissions: readonly string[], isStaff: boolean): CardName[] {
  const needs: Readonly<Record<CardName, boolean>> = {
    inbox: isStaff,
    halls: permissions.includes('hall.overview'),
    security: permissions.includes('access.watch'),
    audit: permissions.includes('access.audit'),
    imports: permissions.includes('import.run'),
    health: permissions.includes('system.view'),
  };
  return cardNames.filter((name) => needs[name]);
}

/** Cards put away, as far as they still exist. */
export const readHidden = (kept: unknown): readonly CardName[] =>
  Array.isArray(kept) ? cardNames.filter((name) => kept.includes(name)) : [];

/** Without a choice of one's own these many, in the order of the menu. */
const waysAtFirst = 10;

/** Shortcuts as chosen, as far as one still may go there; null was never chosen. */
export function waysOf<N extends string>(kept: unknown, may: readonly N[]): readonly N[] {
  if (!Array.isArray(kept)) return may.slice(0, waysAtFirst);
  return may.filter((name) => kept.includes(name));
}
