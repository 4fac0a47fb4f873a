export const cardNames = ['inbox', 'halls', 'imports', 'health'] as const;
export type CardName = (typeof cardNames)[number];

/** Cards whose figures this person may see anyway. An inbox belongs to a member of staff. */
export function cardsFor(permissions: readonly string[], isStaff: boolean): CardName[] {
  const needs: Readonly<Record<CardName, boolean>> = {
    inbox: isStaff,
    halls: permissions.includes('hall.overview'),
    imports: permissions.includes('import.run'),
    health: permissions.includes('system.view'),
  };
  return cardNames.filter((name) => needs[name]);
}

/** Cards put away, as far as they still exist. */
export const readHidden = (kept: unknown): readonly CardName[] =>
  Array.isArray(kept) ? cardNames.filter((name) => kept.includes(name)) : [];
