import type { OrgUnit } from '@huiting/contracts/organization';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { organizationText } from '../organization.text.ts';
import styles from './org-tree.module.css';
import { treeRows } from './org-tree.rows.ts';

interface OrgTreeProps {
  readonly units: readonly OrgUnit[];
  readonly value: string | null;
  readonly onChange: (unitId: string) => void;
  /** Outlets below a path; null = not known yet. */
  readonly countUnder: (path: string) => number | null;
  /** How many of them need a look now. */
  readonly alarmsUnder: (path: string) => number;
  readonly narrow?: boolean;
}

/** Units above the outlets; the list beside it holds the outlets themselves. Arrow keys walk, open and close. */
export function OrgTree({ units, value, onChange, countUnder, alarmsUnder, narrow = false }: OrgTreeProps) {
  const t = useText(organizationText);
  const [filter, setFilter] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const tree = useRef<HTMLDivElement>(null);
  const rows = treeRows(units, closed, filter);
  const focused = rows.find((row) => row.unit.id === value) ?? rows[0];

  function toggle(id: string) {
    setClosed((before) => {
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
    else if (event.key === 'ArrowRight' && row.parent && closed.has(row.unit.id)) toggle(row.unit.id);
    else if (event.key === 'ArrowLeft' && row.parent && !closed.has(row.unit.id)) toggle(row.unit.id);
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
        {rows.map(({ unit, depth, parent }, at) => {
          const alarms = alarmsUnder(unit.path);
          return (
            <div
              key={unit.id}
              role="treeitem"
              aria-level={depth + 1}
              aria-selected={unit.id === value}
              {...(parent ? { 'aria-expanded': !closed.has(unit.id) } : {})}
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
                  aria-label={t(closed.has(unit.id) ? 'expand' : 'collapse')}
                  onClick={(event) => {
                    event.stopPropagation();
                    toggle(unit.id);
                  }}
                >
                  <Icon name={closed.has(unit.id) ? 'chevronRight' : 'chevronDown'} />
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
              <span className={`num num-medium ${styles.count}`}>{countUnder(unit.path) ?? ''}</span>
            </div>
          );
        })}
      </div>
    </aside>
  );
}
