import { Table, type TableProps } from 'antd';
import { createContext, use, useRef, useState, type Key, type ReactNode } from 'react';
import { useTableLayout, type TableLayout } from '../../lib/list-settings.ts';
import { useText } from '../../lib/i18n.ts';
import { EmptyState, FilterEmpty } from '../empty-state.tsx';
import { ErrorPanel } from '../error-panel.tsx';
import { RefreshBar } from '../skeleton.tsx';
import { uiText } from '../ui.text.ts';
import { BulkBar, type BulkAct } from './bulk-bar.tsx';
import { ColumnSettings } from './column-settings.tsx';
import { useListKeys } from './list-keys.ts';
import { listToolsText } from './list-tools.text.ts';
import { SearchWords } from './search-words.tsx';
import styles from './query-table.module.css';
import { laidOut } from './table-columns.ts';

/** Columns have a key that stays: the person's own order is kept under it. */
export type ListColumns<R extends object> = readonly (NonNullable<TableProps<R>['columns']>[number] & {
  readonly key: string;
})[];

/** What a list is as a file: of which kind, with which filters, and how its rows are named there. */
export interface ListFile<R extends object> {
  readonly kind: string;
  readonly filter: Readonly<Record<string, string | undefined>>;
  /** Absent where the file holds other rows than the list: then all of it is asked for. */
  readonly keyOf?: (row: R) => string;
}
export interface FileAsked {
  readonly kind: string;
  readonly filter: ListFile<object>['filter'];
  /** Rows listed now, and those chosen. */
  readonly listed: readonly string[];
  readonly chosen: readonly string[];
}
/** Where a list is asked for as a file; the surface provides it. */
export const ListFiles = createContext<((asked: FileAsked) => ReactNode) | null>(null);

interface QueryTableProps<R extends object> {
  /** Under which the person's own columns are kept; absent for the few lines of a panel, which are no list. */
  readonly list?: string;
  readonly columns: ListColumns<R>;
  readonly rowKey: (row: R) => Key;
  readonly rows: readonly R[] | undefined;
  /** Fetching again while old rows stay. */
  readonly refreshing?: boolean;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** Above the rows: count, sort. */
  readonly toolbar?: ReactNode;
  /** The list can leave the house as a file. */
  readonly file?: ListFile<R>;
  /** The filter form; its values live in the address (router search), never in here. */
  readonly filters?: ReactNode;
  /** Some filter is set: an empty list then offers to clear them. */
  readonly filtered?: boolean;
  readonly onClearFilters?: () => void;
  readonly emptyWords?: string;
  readonly selectedKey?: Key | null;
  readonly onOpen?: (row: R) => void;
  readonly rowState?: (row: R) => 'idle' | undefined;
  /** Below the rows, for the columns shown. */
  readonly summary?: (shown: readonly string[]) => ReactNode;
  /** Finds in what a row says, for a list that is here as a whole; the words live in the address. */
  readonly find?: {
    readonly label?: string;
    readonly words: string | undefined;
    readonly onWords: (words: string | undefined) => void;
    readonly of: (row: R) => readonly (string | null | undefined)[];
  };
  /** Given with a page in the address; absent = all rows at once. */
  readonly pagination?: {
    readonly page: number;
    readonly pageSize: number;
    readonly total: number;
    readonly onPage: (page: number) => void;
  };
  readonly sort?: { readonly onSort: (field: string | null, order: 'ascend' | 'descend' | null) => void };
  readonly scrollX?: number;
  /** Acts on several rows at once. */
  readonly bulk?: { readonly acts: readonly BulkAct<R>[]; readonly nameOf: (row: R) => string };
  /** Rows as they are, without a card around (inside a Panel). */
  readonly bare?: boolean;
}

/** Longer lists keep only the rows in sight in the page. */
const manyRows = 200;
/** Height of everything around the rows of such a list, px. */
const besideRows = 300;

/** List page: query bar, toolbar, dense table with its states. Rows are 36 px in the console. */
export function QueryTable<R extends object>(props: QueryTableProps<R>) {
  return props.list === undefined ? <Rows {...props} /> : <OwnRows {...props} list={props.list} />;
}

function OwnRows<R extends object>(props: QueryTableProps<R> & { readonly list: string }) {
  return <Rows {...props} settings={useTableLayout(props.list)} />;
}

interface RowsProps<R extends object> extends QueryTableProps<R> {
  readonly settings?: {
    readonly layout: TableLayout;
    readonly onLayout: (layout: TableLayout | null) => void;
  };
}

function Rows<R extends object>(props: RowsProps<R>) {
  const t = useText(uiText);
  const words = useText(listToolsText);
  const root = useRef<HTMLDivElement>(null);
  useListKeys(root);
  const { pagination, onOpen, sort, settings, bulk, find, summary, file } = props;
  const fileButton = use(ListFiles);
  const rows = found(props.rows, find);
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const chosenRows = rows?.filter((row) => chosen.includes(props.rowKey(row))) ?? [];
  const shown = settings ? laidOut(props.columns, settings.layout) : props.columns;
  const columns = shown.map((column) =>
    // A column of buttons shows no title, but has one for those who cannot see what it holds.
    column.title === '' ? { ...column, title: <span className="visually-hidden">{t('acts')}</span> } : column,
  );
  const isLong = (rows?.length ?? 0) > manyRows;
  const isFound = find?.words !== undefined && rows?.length === 0 && (props.rows?.length ?? 0) > 0;
  const onClear = props.onClearFilters ?? (() => find?.onWords(undefined));
  const empty =
    isFound || (props.filtered && props.onClearFilters) ? (
      <FilterEmpty onClear={onClear} />
    ) : (
      <EmptyState words={props.emptyWords ?? t('empty')} />
    );
  return (
    <div className={styles.page} ref={root} data-list={props.list ?? ''}>
      {(props.filters || find) && (
        <div className={styles.filters}>
          {find && (
            <SearchWords
              label={find.label ?? words('find')}
              value={find.words ?? ''}
              onChange={(next) => find.onWords(next === '' ? undefined : next)}
            />
          )}
          {props.filters}
        </div>
      )}
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
              (props.toolbar ?? <b>{rows && words('listed', { count: rows.length })}</b>)
            )}
            {settings && (
              <span className={styles.settings}>
                {onOpen && <small className={styles.keys}>{words('keys', { walk: 'J K', open: '↵' })}</small>}
                {file &&
                  fileButton?.({
                    kind: file.kind,
                    filter: file.filter,
                    listed: file.keyOf === undefined ? [] : (rows ?? []).map(file.keyOf),
                    chosen: file.keyOf === undefined ? [] : chosenRows.map(file.keyOf),
                  })}
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
              columns={[...columns]}
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
                      tabIndex: 0,
                      ...(props.selectedKey === props.rowKey(row) ? { 'aria-current': 'true' as const } : {}),
                    }
                  : {}
              }
              {...(summary ? { summary: () => summary(shown.map(({ key }) => key)) } : {})}
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

/** Rows that say every word somewhere. */
function found<R extends object>(
  rows: readonly R[] | undefined,
  find: QueryTableProps<R>['find'],
): readonly R[] | undefined {
  const wanted = find?.words?.toLowerCase().split(/\s+/) ?? [];
  if (rows === undefined || find === undefined || wanted.length === 0) return rows;
  return rows.filter((row) => {
    const said = find.of(row).join(' ').toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}
