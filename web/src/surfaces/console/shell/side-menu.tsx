import { Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { consoleText } from '../console.text.ts';
import { roomsFor } from '../rooms.ts';
import styles from './side-menu.module.css';

const groups = ['branches', 'hall', 'feedback', 'security', 'system'] as const;
const storageKey = 'huiting.console.menu';

/** Rooms this person may enter, by group; folds to icons and stays as it was left. */
export function SideMenu() {
  const t = useText(consoleText);
  const { permissions } = useMe();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [folded, setFolded] = useState(() => localStorage.getItem(storageKey) === 'folded');
  const rooms = roomsFor(permissions);
  function fold(next: boolean) {
    setFolded(next);
    localStorage.setItem(storageKey, next ? 'folded' : 'open');
  }
  return (
    <nav className={styles.menu} data-folded={folded || undefined} aria-label={t('menu')}>
      <div className={styles.groups}>
        {groups.map((group) => {
          const own = rooms.filter((room) => room.group === group);
          if (own.length === 0) return null;
          return (
            <div key={group} role="group" aria-label={t(`group.${group}`)}>
              <h2 className={styles.group}>{t(`group.${group}`)}</h2>
              <ul>
                {own.map((room) => (
                  <li key={room.name}>
                    <Link
                      to={room.path}
                      className={styles.room}
                      aria-current={isWithin(path, room.path) ? 'page' : undefined}
                      title={folded ? t(`room.${room.name}`) : undefined}
                    >
                      <Icon name={room.icon} size={18} />
                      <span>{t(`room.${room.name}`)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
      <button type="button" className={styles.fold} onClick={() => fold(!folded)} aria-expanded={!folded}>
        <Icon name={folded ? 'chevronRight' : 'menu'} size={18} />
        <span>{t(folded ? 'expandMenu' : 'collapseMenu')}</span>
      </button>
    </nav>
  );
}

/** A branch's hall belongs to the branches. */
function isWithin(path: string, room: string): boolean {
  return path.startsWith(room) || (room === '/branches' && path.startsWith('/halls'));
}
