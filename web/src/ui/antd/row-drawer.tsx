import type { ReactNode } from 'react';
import { useText } from '../../lib/i18n.ts';
import { EmptyState } from '../empty-state.tsx';
import { DetailDrawer } from './detail-drawer.tsx';
import { listToolsText } from './list-tools.text.ts';
import type { ListColumns } from './query-table.tsx';
import styles from './list-tools.module.css';

interface RowDrawerProps<R extends object> {
  /** Of the list: all of them are told, also those the person has put away. */
  readonly columns: ListColumns<R>;
  /** Undefined: the address names a row that is not in the list as it is filtered now. */
  readonly row: R | undefined;
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  /** What the list has no room for. */
  readonly children?: ReactNode;
  readonly foot?: ReactNode;
  readonly width?: number;
}

/** One row of a list, told in full: every column as a line, then what the list has no room for. */
export function RowDrawer<R extends object>(props: RowDrawerProps<R>) {
  const { columns, row, title, subtitle, onClose, children, foot, width } = props;
  const t = useText(listToolsText);
  return (
    <DetailDrawer
      open
      onClose={onClose}
      title={row === undefined ? t('rowGone') : title}
      {...(subtitle && row ? { subtitle } : {})}
      {...(foot && row ? { foot } : {})}
      {...(width ? { width } : {})}
    >
      {row === undefined ? (
        <EmptyState icon="filter" words={t('rowGoneHint')} />
      ) : (
        <>
          <dl className={styles.facts}>
            {columns
              .filter(({ key, title: name }) => key !== 'acts' && name !== '')
              .map((column) => (
                <div key={column.key}>
                  <dt>{column.title as ReactNode}</dt>
                  <dd>{cellOf(column, row)}</dd>
                </div>
              ))}
          </dl>
          {children}
        </>
      )}
    </DetailDrawer>
  );
}

function cellOf<R extends object>(column: ListColumns<R>[number], row: R): ReactNode {
  const field = 'dataIndex' in column && typeof column.dataIndex === 'string' ? column.dataIndex : null;
  const value = field === null ? undefined : (row as Record<string, unknown>)[field];
  return (column.render ? column.render(value as never, row, 0) : value) as ReactNode;
}
