import { Dropdown } from 'antd';
import type { ReactNode } from 'react';
import type { TableLayout } from '../../lib/list-settings.ts';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../button.tsx';
import { uiText } from '../ui.text.ts';
import styles from './list-tools.module.css';
import { listToolsText } from './list-tools.text.ts';
import { moved, orderOf } from './table-columns.ts';

interface ColumnSettingsProps {
  readonly columns: readonly { readonly key?: unknown; readonly title?: unknown }[];
  readonly layout: TableLayout;
  /** Null: as the table was built. */
  readonly onLayout: (layout: TableLayout | null) => void;
}

/** Which columns are shown, and in which order. */
export function ColumnSettings({ columns, layout, onLayout }: ColumnSettingsProps) {
  const t = useText(listToolsText);
  const ui = useText(uiText);
  const order = orderOf(columns, layout);
  const titleOf = (key: string) =>
    (columns.find((column) => String(column.key) === key)?.title || ui('acts')) as ReactNode;
  const isAsBuilt = layout.hidden.length === 0 && layout.order.length === 0;
  function show(key: string, shown: boolean) {
    const others = layout.hidden.filter((one) => one !== key);
    onLayout({ ...layout, hidden: shown ? others : [...others, key] });
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      popupRender={() => (
        <div className={styles.popup} role="group" aria-label={t('columns')}>
          <ul className={styles.columns}>
            {order.map((key, at) => (
              <li key={key}>
                <label>
                  <input
                    type="checkbox"
                    checked={!layout.hidden.includes(key)}
                    onChange={(event) => show(key, event.target.checked)}
                  />
                  {titleOf(key)}
                </label>
                {([-1, 1] as const).map((by) => (
                  <Button
                    key={by}
                    kind="quiet"
                    size="small"
                    icon={by === -1 ? 'chevronUp' : 'chevronDown'}
                    aria-label={t(by === -1 ? 'columnUp' : 'columnDown')}
                    disabled={at + by < 0 || at + by >= order.length}
                    onClick={() => onLayout({ ...layout, order: moved(order, key, by) })}
                  />
                ))}
              </li>
            ))}
          </ul>
          <Button kind="link" disabled={isAsBuilt} onClick={() => onLayout(null)}>
            {t('columnsReset')}
          </Button>
        </div>
      )}
    >
      <Button kind="quiet" size="small" icon="columns" aria-label={t('columns')} title={t('columns')} />
    </Dropdown>
  );
}
