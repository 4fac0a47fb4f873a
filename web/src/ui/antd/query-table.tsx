import { Table, type TableProps } from 'antd';
import { useState, type Key, type KeyboardEvent, type ReactNode } from 'react';
import type { TableLayout } from '../../lib/list-settings.ts';
import { useText } from '../../lib/i18n.ts';
import { EmptyState, FilterEmpty } from '../empty-state.tsx';
import { ErrorPanel } from '../error-panel.tsx';
import { RefreshBar } from '../skeleton.tsx';
import { uiText } from '../ui.text.ts';
import { BulkBar, type BulkAct } from './bulk-bar.tsx';
import { ColumnSettings } from './column-settings.tsx';
import styles from './query-table.module.css';
import { laidOut } from './table-columns.ts';

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
  /** The person's own columns; every column then needs a key and words for a title. */
  readonly settings?: {
    readonly layout: TableLayout;
    readonly onLayout: (layout: TableLayout | null) => void;
  };
  /** Acts on several rows at once. */
  readonly bulk?: { readonly acts: readonly BulkAct<R>[]; readonly nameOf: (row: R) => string };
  /** Rows as they are, without a card around (inside a Panel). */
  readonly bare?: boolean;
}

/** Longer lists keep only the rows in sight in the page. */
const manyRows = 200;
/** Height of everything around the rows of such a list, px. */
const besideRows = 300;

/** Enter opens the row, the arrows walk the list. */
function onRowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  const { nextElementSibling: next, previousElementSibling: previous } = event.currentTarget;
  if (event.key === 'Enter') open();
  else if (event.key === 'ArrowDown' && next instanceof HTMLElement) next.focus();
  else if (event.key === 'ArrowUp' && previous instanceof HTMLElement) previous.focus();
  else return;
  event.preventDefault();
}

/** List page: query bar, toolbar, dense table with its states. Rows are 36 px in the console. */
export function QueryTable<R extends object>(props: QueryTableProps<R>) {
  const t = useText(uiText);
  const { rows, pagination, onOpen, sort, settings, bulk } = props;
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const chosenRows = rows?.filter((row) => chosen.includes(props.rowKey(row))) ?? [];
  const columns = (settings ? laidOut(props.columns, settings.layout) : props.columns).map((column) =>
    // A column of buttons shows no title, but has one for those who cannot see what it holds.
    column.title === '' ? { ...column, title: <span className="visually-hidden">{t('acts')}</span> } : column,
  );
  const isLong = (rows?.length ?? 0) > manyRows;
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
        {(props.toolbar || settings || chosenRows.length > 0) && (
          <div className={styles.toolbar}>
            {bulk && chosenRows.length > 0 ? (
              <BulkBar
                rows={chosenRows}
                acts={bulk.acts}
                nameOf={bulk.nameOf}
                onDone={() => setChosen([])}
                onClear={() => setChosen([])}
              />
            ) : (
              props.toolbar
            )}
            {settings && (
              <span className={styles.settings}>
                <ColumnSettings columns={props.columns} {...settings} />
              </span>
            )}
          </div>
        )}
        <div className={styles.table}>
          <RefreshBar active={Boolean(props.refreshing && rows)} />
          {props.error && !rows ? (
            <ErrorPanel error={props.error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
          ) : (
            <Table<R>
              size="small"
              columns={columns}
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
                      onKeyDown: (event) => onRowKey(event, () => onOpen(row)),
                      tabIndex: 0,
                    }
                  : {}
              }
              {...(props.summary ? { summary: props.summary } : {})}
              {...(bulk
                ? {
                    rowSelection: {
                      selectedRowKeys: [...chosen],
                      onChange: (keys: Key[]) => setChosen(keys),
                      columnWidth: 40,
                      getCheckboxProps: (row: R) => ({ 'aria-label': bulk.nameOf(row) }),
                    },
                  }
                : {})}
              {...(isLong
                ? { virtual: true, scroll: { x: props.scrollX ?? 800, y: window.innerHeight - besideRows } }
                : props.scrollX
                  ? { scroll: { x: props.scrollX } }
                  : {})}
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
