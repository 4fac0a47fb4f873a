import type { OrgTreeUnit } from '@huiting/contracts/organization';

export interface TreeRow {
  readonly unit: OrgTreeUnit;
  readonly depth: number;
  /** Has units below it in the tree. */
  readonly parent: boolean;
  readonly open: boolean;
}

export interface TreeState {
  /** Units whose fold is not as it is at first. */
  readonly turned: ReadonlySet<string>;
  /** A tree too large to hold: at first only its top is open, and what lies below a unit is asked for when it opens. */
  readonly lazy: boolean;
  readonly filter: string;
}

/** The tree as visible rows, outlets left out. A filter shows what it finds with all units above it, opened. */
export function treeRows(
  units: readonly OrgTreeUnit[],
  { turned, lazy, filter }: TreeState,
): readonly TreeRow[] {
  const above = units.filter((unit) => unit.level !== 'outlet');
  const shown = above.length > 0 ? above : units;
  const wanted = filter.trim().toLowerCase();
  const found = shown.filter((unit) => `${unit.name}\n${unit.code}`.toLowerCase().includes(wanted));
  const visible =
    wanted === '' ? shown : shown.filter((unit) => found.some((one) => one.path.startsWith(unit.path)));
  const ids = new Set(visible.map((unit) => unit.id));
  const below = Map.groupBy(visible, (unit) =>
    unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : '',
  );
  const rows: TreeRow[] = [];
  const walk = (parentId: string, depth: number) => {
    for (const unit of below.get(parentId) ?? []) {
      const parent = below.has(unit.id) || (lazy && unit.parent);
      const open = wanted !== '' || isOpen(unit, depth, turned, lazy);
      rows.push({ unit, depth, parent, open });
      if (parent && open) walk(unit.id, depth + 1);
    }
  };
  walk('', 0);
  return rows;
}

/** A tree that is held whole begins open, a large one with its top alone. */
function isOpen(unit: OrgTreeUnit, depth: number, turned: ReadonlySet<string>, lazy: boolean): boolean {
  return (lazy ? depth === 0 : true) !== turned.has(unit.id);
}
