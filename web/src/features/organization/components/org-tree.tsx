import type { OrgTreeUnit } from '@huiting/contracts/organization';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { someUnitsQuery } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './org-tree.module.css';
import { treeRows } from './org-tree.rows.ts';

interface OrgTreeProps {
  readonly units: readonly OrgTreeUnit[];
  /** The tree is larger than `units`: the rest is asked for where somebody opens it, or looks for it by words. */
  readonly truncated: boolean;
  readonly value: string | null;
  readonly onChange: (unitId: string) => void;
  /** How many outlets below a path need a look now. */
  readonly alarmsUnder: (path: string) => number;
  readonly narrow?: boolean;
}

/** Units above the outlets; the list beside it holds the outlets themselves. Arrow keys walk, open and close. */
export function OrgTree({ units, truncated, value, onChange, alarmsUnder, narrow = false }: OrgTreeProps) {
  const t = useText(organizationText);
  const format = useFormat();
  const [filter, setFilter] = useState('');
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const tree = useRef<HTMLDivElement>(null);
  const wanted = truncated ? filter.trim() : '';
  const found = useQuery({ ...someUnitsQuery({ search: wanted }), enabled: wanted !== '' });
  const asked = useQueries({
    queries: truncated ? [...turned].map((parentId) => someUnitsQuery({ parentId })) : [],
  });
  const below = asked.flatMap(({ data }) => data?.units ?? []);
  const known = [...new Map([...units, ...below].map((unit) => [unit.id, unit])).values()];
  const rows =
    wanted === ''
      ? treeRows(known, { turned, lazy: truncated, filter })
      : treeRows(found.data?.units ?? [], { turned: new Set(), lazy: false, filter: '' });
  const focused = rows.find((row) => row.unit.id === value) ?? rows[0];

  function toggle(id: string) {
    setTurned((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }
  function onKey(event: KeyboardEvent, at: number) {
    const row = rows[at];
    if (!row) return;
    const focus = (index: number) =>
      tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[index]?.focus();
    if (event.key === 'ArrowDown') focus(at + 1);
    else if (event.key === 'ArrowUp') focus(Math.max(0, at - 1));
    else if (event.key === 'ArrowRight' && row.parent && !row.open) toggle(row.unit.id);
    else if (event.key === 'ArrowLeft' && row.parent && row.open) toggle(row.unit.id);
    else if (event.key === 'Enter' || event.key === ' ') onChange(row.unit.id);
    else return;
    event.preventDefault();
  }
  return (
    <aside className={styles.pane} data-narrow={narrow || undefined} aria-label={t('orgTree')}>
      <label className={styles.filter}>
        <Icon name="search" />
        <input
          aria-label={t('filterOrg')}
          placeholder={t('filterOrg')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </label>
      <div className={styles.tree} role="tree" aria-label={t('orgTree')} ref={tree}>
        {rows.map(({ unit, depth, parent, open }, at) => {
          const alarms = alarmsUnder(unit.path);
          return (
            <div
              key={unit.id}
              role="treeitem"
              aria-level={depth + 1}
              aria-selected={unit.id === value}
              {...(parent ? { 'aria-expanded': open } : {})}
              tabIndex={unit.id === focused?.unit.id ? 0 : -1}
              className={styles.unit}
              style={{ paddingLeft: 6 + depth * (narrow ? 4 : 18) }}
              onClick={() => onChange(unit.id)}
              onKeyDown={(event) => onKey(event, at)}
            >
              {parent ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.toggle}
                  aria-label={t(open ? 'collapse' : 'expand')}
                  onClick={(event) => {
                    event.stopPropagation();
                    toggle(unit.id);
                  }}
                >
                  <Icon name={open ? 'chevronDown' : 'chevronRight'} />
                </button>
              ) : (
                <span className={styles.toggle} />
              )}
              <span className="truncate" title={unit.name}>
                {unit.name}
              </span>
              {alarms > 0 && (
                <span className={styles.alarms}>
                  <Icon name="warnSolid" />
                  <span className="num">{alarms}</span>
                </span>
              )}
              <span className={`num num-medium ${styles.count}`}>{format.integer(unit.branches)}</span>
            </div>
          );
        })}
      </div>
    </aside>
  );
}
