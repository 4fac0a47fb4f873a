import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFoundBranches } from '../../../features/organization/organization.queries.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { consoleText } from '../console.text.ts';
import { roomsFor } from '../rooms.ts';
import styles from './command-menu.module.css';

interface Target {
  readonly key: string;
  readonly group: 'screens' | 'branches';
  readonly icon: IconName;
  readonly name: string;
  readonly note: string;
  readonly path: string;
}
/** Rows shown at once. */
const most = 9;

/** Ctrl+K: to a page or a branch without the mouse. */
export function CommandMenu({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText(consoleText);
  return (
    <Sheet open={open} onClose={onClose} title={t('search')} width={600}>
      {open && <CommandList onClose={onClose} />}
    </Sheet>
  );
}

function CommandList({ onClose }: { readonly onClose: () => void }) {
  const t = useText(consoleText);
  const { permissions } = useMe();
  const go = useNavigate();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const wanted = words.trim().toLowerCase();
  const matches = (...texts: readonly string[]) =>
    wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));

  const { branches } = useFoundBranches(words, permissions.includes('hall.view'));
  const screens = roomsFor(permissions)
    .map((room): Target => ({
      key: room.name,
      group: 'screens',
      icon: room.icon,
      name: t(`room.${room.name}`),
      note: t(`group.${room.group}`),
      path: room.path,
    }))
    .filter((target) => matches(target.name, target.path));
  const halls = branches.slice(0, most).map((branch): Target => ({
    key: branch.id,
    group: 'branches',
    icon: 'store',
    name: branch.name,
    note: `${branch.code} · ${branch.city}`,
    path: permissions.includes('hall.overview') ? `/branches/${branch.id}` : `/halls/${branch.id}`,
  }));
  const targets = [...screens, ...halls].slice(0, most);
  const chosen = Math.min(at, Math.max(0, targets.length - 1));

  function choose(target: Target | undefined) {
    if (!target) return;
    onClose();
    void go({ to: target.path });
  }
  return (
    <div className={styles.menu}>
      <div className={styles.box}>
        <Icon name="search" size={18} />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls="command-list"
          aria-activedescendant={targets[chosen] ? `command-${targets[chosen].key}` : undefined}
          aria-label={t('searchHint')}
          placeholder={t('searchHint')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, targets.length - 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
            else if (event.key === 'Enter') choose(targets[chosen]);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      {targets.length === 0 ? (
        <EmptyState compact words={t('searchNone', { words: words.trim() })} />
      ) : (
        <ul id="command-list" className={styles.list} role="listbox" aria-label={t('search')}>
          {targets.map((target, index) => (
            <li
              key={target.key}
              id={`command-${target.key}`}
              role="option"
              aria-selected={index === chosen}
              className={styles.target}
              onPointerMove={() => setAt(index)}
              onClick={() => choose(target)}
            >
              <Icon name={target.icon} size={18} />
              <strong>{target.name}</strong>
              <span>{target.note}</span>
              <em>{t(target.group)}</em>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
