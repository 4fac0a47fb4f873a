import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { hasFigures, type BranchPulse, type hallEndpoints, type PulseSort } from '@huiting/contracts/hall';
import { Table } from 'antd';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { LiveMark } from '../shell/live-mark.tsx';
import styles from './branch-table.module.css';
import { useBranchColumns, type BranchRoom } from './branch-columns.tsx';
import { pageSize } from './branches.queries.ts';
import type { BranchChange, BranchSearch } from './branches.search.ts';
import { branchesText } from './branches.text.ts';

type PulseList = OutputOf<typeof hallEndpoints.listPulses>;

interface BranchTableProps {
  /** A page of the list, with what all of it comes to; undefined = loading. */
  readonly list: PulseList | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly search: BranchSearch;
  readonly onSearch: (change: BranchChange) => void;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly selectedId: string | null;
  readonly onOpen: (branchId: string) => void;
  readonly room: BranchRoom;
}

/** The live list: dense, sortable, with the totals of what is shown. */
export function BranchTable(props: BranchTableProps) {
  const { list, search, onSearch } = props;
  const t = useText(branchesText);
  const format = useFormat();
  const columns = useBranchColumns(props.room, search);
  return (
    <QueryTable<BranchPulse>
      list="branches"
      file={{
        kind: 'pulses',
        filter: {
          view: search.view,
          org: search.org,
          q: search.q,
          format: search.format,
          stage: search.stage,
          sort: search.sort,
          order: search.order,
        },
        keyOf: ({ branchId }) => branchId,
      }}
      rows={list?.branches}
      rowKey={(pulse) => pulse.branchId}
      error={props.error}
      onRetry={props.onRetry}
      filtered={props.filtered}
      onClearFilters={props.onClear}
      selectedKey={props.selectedId}
      onOpen={(pulse) => props.onOpen(pulse.branchId)}
      rowState={(pulse) => (hasFigures(pulse) ? undefined : 'idle')}
      scrollX={520}
      sort={{
        // antd tells the sort again when only the page has changed
        onSort: (field, order) => {
          if (field === (search.sort ?? null) && order === (search.order ?? null)) return;
          onSearch({ sort: order === null ? undefined : (field as PulseSort), order: order ?? undefined });
        },
      }}
      toolbar={
        <div className={styles.toolbar}>
          <b>{t('count', { count: format.integer(list?.total ?? 0) })}</b>
          <LiveMark />
        </div>
      }
      {...(list && list.total > pageSize
        ? {
            pagination: {
              page: list.page,
              pageSize,
              total: list.total,
              onPage: (next: number) => onSearch({ page: next }),
            },
          }
        : {})}
      columns={columns}
      {...(list && list.total > 0
        ? { summary: (shown: readonly string[]) => <Totals sums={list.sums} keys={shown} /> }
        : {})}
    />
  );
}

interface TotalsProps {
  readonly sums: PulseList['sums'];
  /** Of the columns shown. */
  readonly keys: readonly string[];
}
/** Sums of counts over the whole list, not the page; averages of averages are not told. */
function Totals({ sums, keys }: TotalsProps) {
  const t = useText(branchesText);
  const format = useFormat();
  const words: Readonly<Record<string, string>> = {
    branch: t('total'),
    waiting: format.integer(sums.waiting),
    windows: `${format.integer(sums.openWindows)}/${format.integer(sums.totalWindows)}`,
    done: format.integer(sums.completedServices),
    alerts: format.integer(sums.openAlerts),
  };
  return (
    <Table.Summary.Row className={styles.totals ?? ''}>
      {keys.map((key, index) => (
        <Table.Summary.Cell
          key={key}
          index={index}
          align={key === 'branch' ? 'left' : key === 'alerts' ? 'center' : 'right'}
        >
          <span className={index === 0 ? '' : 'num num-medium'}>{words[key] ?? ''}</span>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}
