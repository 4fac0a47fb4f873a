import type { OrgUnit } from '@huiting/contracts/organization';

export interface TreeRow {
  readonly unit: OrgUnit;
  readonly depth: number;
  /** Has units below it in the tree. */
  readonly parent: boolean;
}

/** The tree as visible rows, outlets left out. A filter shows what it finds with all units above it, opened. */
export function treeRows(
  units: readonly OrgUnit[],
  closed: ReadonlySet<string>,
  filter: string,
): readonly TreeRow[] {
  const branches = units.filter((unit) => unit.level !== 'outlet');
  const shown = branches.length > 0 ? branches : units;
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
      const parent = below.has(unit.id);
      rows.push({ unit, depth, parent });
      if (parent && (wanted !== '' || !closed.has(unit.id))) walk(unit.id, depth + 1);
    }
  };
  walk('', 0);
  return rows;
}
