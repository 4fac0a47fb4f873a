import { Table, type TableProps } from 'antd';
import type { Key, ReactNode } from 'react';
import { useText } from '../../lib/i18n.ts';
import { EmptyState, FilterEmpty } from '../empty-state.tsx';
import { ErrorPanel } from '../error-panel.tsx';
import { RefreshBar } from '../skeleton.tsx';
import { uiText } from '../ui.text.ts';
import styles from './query-table.module.css';

interface QueryTableProps<R extends object> {
  readonly columns: NonNullable<TableProps<R>['columns']>;
  readonly rowKey: (row: R) => Key;
  readonly rows: readonly R[] | undefined;
  /** Fetching again while old rows stay. */
  readonly refreshing?: boolean;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** Above the rows: count, sort, settings. */
  readonly toolbar?: ReactNode;
  /** The filter form; its values live in the address (router search), never in here. */
  readonly filters?: ReactNode;
  /** Some filter is set: an empty list then offers to clear them. */
  readonly filtered?: boolean;
  readonly onClearFilters?: () => void;
  readonly emptyWords?: string;
  readonly selectedKey?: Key | null;
  readonly onOpen?: (row: R) => void;
  readonly rowState?: (row: R) => 'idle' | undefined;
  readonly summary?: TableProps<R>['summary'];
  /** Given with a page in the address; absent = all rows at once. */
  readonly pagination?: {
    readonly page: number;
    readonly pageSize: number;
    readonly total: number;
    readonly onPage: (page: number) => void;
  };
  readonly sort?: { readonly onSort: (field: string | null, order: 'ascend' | 'descend' | null) => void };
  readonly scrollX?: number;
  /** Rows as they are, without a card around (inside a Panel). */
  readonly bare?: boolean;
}

/** List page: query bar, toolbar, dense table with its states. Rows are 36 px in the console. */
export function QueryTable<R extends object>(props: QueryTableProps<R>) {
  const t = useText(uiText);
  const { rows, pagination, onOpen, sort } = props;
  const empty =
    props.filtered && props.onClearFilters ? (
      <FilterEmpty onClear={props.onClearFilters} />
    ) : (
      <EmptyState words={props.emptyWords ?? t('empty')} />
    );
  return (
    <div className={styles.page}>
      {props.filters && <div className={styles.filters}>{props.filters}</div>}
      <section className={styles.card} data-bare={props.bare || undefined}>
        {props.toolbar && <div className={styles.toolbar}>{props.toolbar}</div>}
        <div className={styles.table}>
          <RefreshBar active={Boolean(props.refreshing && rows)} />
          {props.error && !rows ? (
            <ErrorPanel error={props.error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
          ) : (
            <Table<R>
              size="small"
              columns={props.columns}
              rowKey={props.rowKey}
              dataSource={rows ?? []}
              loading={rows === undefined ? { delay: 200 } : false}
              locale={{ emptyText: rows === undefined ? ' ' : empty }}
              rowClassName={(row) =>
                [
                  props.selectedKey !== undefined && props.selectedKey === props.rowKey(row)
                    ? styles.selected
                    : '',
                  props.rowState?.(row) === 'idle' ? styles.idle : '',
                  onOpen ? styles.open : '',
                ].join(' ')
              }
              onRow={(row) =>
                onOpen
                  ? {
                      onClick: () => onOpen(row),
                      onKeyDown: (event) => event.key === 'Enter' && onOpen(row),
                      tabIndex: 0,
                    }
                  : {}
              }
              {...(props.summary ? { summary: props.summary } : {})}
              {...(props.scrollX ? { scroll: { x: props.scrollX } } : {})}
              {...(sort
                ? {
                    onChange: (_page, _filters, sorter) => {
                      const one = Array.isArray(sorter) ? sorter[0] : sorter;
                      sort.onSort(one?.order ? String(one.field) : null, one?.order ?? null);
                    },
                  }
                : {})}
              pagination={
                pagination
                  ? {
                      current: pagination.page,
                      pageSize: pagination.pageSize,
                      total: pagination.total,
                      showSizeChanger: false,
                      showTotal: (total) => t('total', { total }),
                      onChange: pagination.onPage,
                    }
                  : false
              }
            />
          )}
        </div>
      </section>
    </div>
  );
}
