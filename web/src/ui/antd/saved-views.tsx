import { Dropdown } from 'antd';
import { useState } from 'react';
import type { SavedView } from '../../lib/list-settings.ts';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../button.tsx';
import { TextField } from '../field.tsx';
import { Sheet } from '../sheet.tsx';
import styles from './list-tools.module.css';
import { listToolsText } from './list-tools.text.ts';

/** More would be no shortcut any more. */
const mostViews = 20;

interface SavedViewsProps {
  readonly views: readonly SavedView[];
  readonly onViews: (views: readonly SavedView[]) => void;
  /** What the address says now. */
  readonly search: Readonly<Record<string, string>>;
  readonly onApply: (search: Readonly<Record<string, string>>) => void;
}

const saysSame = (a: SavedView['search'], b: SavedView['search']): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => b[name] === value);

/** The person's own views of a list: opened with one choice, saved from what is shown now. */
export function SavedViews({ views, onViews, search, onApply }: SavedViewsProps) {
  const t = useText(listToolsText);
  const [open, setOpen] = useState(false);
  const [naming, setNaming] = useState<string | null>(null);
  const present = views.find((view) => saysSame(view.search, search));
  const name = naming?.trim() ?? '';
  function save() {
    onViews([...views.filter((view) => view.name !== name), { name, search }]);
    setNaming(null);
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        open={open}
        onOpenChange={setOpen}
        popupRender={() => (
          <div className={styles.popup} role="group" aria-label={t('views')}>
            {views.length === 0 && <p className={styles.none}>{t('viewsNone')}</p>}
            <ul className={styles.views}>
              {views.map((view) => (
                <li key={view.name}>
                  <button
                    type="button"
                    aria-current={view === present ? 'true' : undefined}
                    onClick={() => {
                      setOpen(false);
                      onApply(view.search);
                    }}
                  >
                    {view.name}
                  </button>
                  <Button
                    kind="quiet"
                    size="small"
                    icon="close"
                    aria-label={t('viewRemove', { name: view.name })}
                    onClick={() => onViews(views.filter((one) => one !== view))}
                  />
                </li>
              ))}
            </ul>
            <Button
              kind="link"
              icon="plus"
              disabled={present !== undefined || views.length >= mostViews}
              onClick={() => {
                setOpen(false);
                setNaming('');
              }}
            >
              {t('viewSave')}
            </Button>
          </div>
        )}
      >
        <Button size="small" icon="star" iconEnd="chevronDown">
          {present?.name ?? t('views')}
        </Button>
      </Dropdown>
      <Sheet
        open={naming !== null}
        onClose={() => setNaming(null)}
        title={t('viewSave')}
        width={420}
        actions={
          <Button kind="primary" disabled={name === ''} onClick={save}>
            {t('save')}
          </Button>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name !== '') save();
          }}
        >
          <TextField
            label={t('viewName')}
            value={naming ?? ''}
            maxLength={30}
            data-autofocus
            onChange={(event) => setNaming(event.target.value)}
          />
        </form>
      </Sheet>
    </>
  );
}
