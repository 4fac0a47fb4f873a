import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { hasFigures, type BranchPulse, type hallEndpoints, type PulseSort } from '@huiting/contracts/hall';
import { Table } from 'antd';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Count } from '../../../ui/tag.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { limitState } from '../../../ui/limit-bar.tsx';
import { LiveMark } from '../shell/live-mark.tsx';
import styles from './branch-table.module.css';
import { pageSize } from './branches.queries.ts';
import type { BranchChange, BranchSearch } from './branches.search.ts';
import { branchesText } from './branches.text.ts';
import { FlowTag } from './flow-tag.tsx';

/** Default wait limit of the bank's branches, minutes (domain.md, section 2): colours the average only. */
const averageTargetMinutes = 15;

type PulseList = OutputOf<typeof hallEndpoints.listPulses>;
export type BranchColumns = 'all' | 'most' | 'few';

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
  /** Beside an open drawer, and on small screens, only the columns that matter stay. */
  readonly columns: BranchColumns;
}

/** The live list: dense, sortable, with the totals of what is shown. */
export function BranchTable(props: BranchTableProps) {
  const { list, search, onSearch } = props;
  const few = props.columns === 'few';
  const all = props.columns === 'all';
  const t = useText(branchesText);
  const format = useFormat();
  const sortOf = (sort: PulseSort) => ({
    dataIndex: sort,
    sorter: true,
    sortOrder: search.sort === sort ? (search.order ?? null) : null,
    showSorterTooltip: false,
    align: 'right' as const,
  });
  const minutes = (seconds: number | null) => {
    const { value, unit } = format.waitParts(seconds === null ? null : seconds * 1000);
    return (
      <>
        <span className="num">{value}</span> <small>{unit}</small>
      </>
    );
  };
  return (
    <QueryTable<BranchPulse>
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
      columns={[
        {
          title: t('branch'),
          render: (_, pulse) => (
            <span className={styles.name}>
              {pulse.name}
              {all && <small className="num num-medium">{pulse.code}</small>}
            </span>
          ),
        },
        ...(all ? [{ title: t('city'), dataIndex: 'city' }] : []),
        {
          title: t('waiting'),
          ...sortOf('waiting'),
          render: (_: unknown, pulse: BranchPulse) => (
            <span className="num num-medium">{hasFigures(pulse) ? format.integer(pulse.waiting) : '—'}</span>
          ),
        },
        {
          title: t('averageWait'),
          ...sortOf('averageWait'),
          render: (_: unknown, pulse: BranchPulse) => {
            if (!hasFigures(pulse) || pulse.averageWaitSeconds === null) return '—';
            const state = limitState(pulse.averageWaitSeconds / 60, averageTargetMinutes);
            return (
              <span className={styles.wait} data-state={state}>
                {state !== 'calm' && <Icon name={state === 'over' ? 'warnSolid' : 'clockSolid'} />}
                {minutes(pulse.averageWaitSeconds)}
              </span>
            );
          },
        },
        ...(few
          ? []
          : [
              {
                title: t('longestWait'),
                ...sortOf('longestWait'),
                render: (_: unknown, pulse: BranchPulse) =>
                  hasFigures(pulse) && pulse.longestWaitSeconds !== null
                    ? minutes(pulse.longestWaitSeconds)
                    : '—',
              },
            ]),
        {
          title: t('windows'),
          ...sortOf('windows'),
          render: (_: unknown, pulse: BranchPulse) => (
            <span
              className={styles.pair}
              title={pulse.pausedWindows > 0 ? t('paused', { count: pulse.pausedWindows }) : undefined}
            >
              {hasFigures(pulse) && pulse.pausedWindows > 0 && <Icon name="pauseSolid" />}
              <span className="num">{hasFigures(pulse) ? pulse.openWindows : '—'}</span>
              <span className="num num-medium">/{pulse.totalWindows}</span>
            </span>
          ),
        },
        ...(!all
          ? []
          : [
              {
                title: t('done'),
                ...sortOf('done'),
                render: (_: unknown, pulse: BranchPulse) => (
                  <span className="num num-medium">
                    {hasFigures(pulse) ? format.integer(pulse.completedServices) : '—'}
                  </span>
                ),
              },
            ]),
        {
          title: t('alerts'),
          ...sortOf('alerts'),
          align: 'center' as const,
          render: (_: unknown, pulse: BranchPulse) =>
            pulse.openAlerts === 0 ? (
              <span className="num num-medium">0</span>
            ) : (
              <span className={styles.count}>
                <Count value={pulse.openAlerts} kind={pulse.urgentAlerts > 0 ? 'danger' : 'calm'} />
              </span>
            ),
        },
        {
          title: t('flow'),
          render: (_: unknown, pulse: BranchPulse) => (
            <span className={styles.flow} data-narrow={few || undefined}>
              <FlowTag pulse={pulse} />
              {!few && (
                <span className={styles.details}>
                  {t('details')}
                  <Icon name="chevronRight" />
                </span>
              )}
            </span>
          ),
        },
      ]}
      {...(list && list.total > 0
        ? { summary: () => <Totals sums={list.sums} columns={props.columns} /> }
        : {})}
    />
  );
}

interface TotalsProps {
  readonly sums: PulseList['sums'];
  readonly columns: BranchColumns;
}
/** Sums of counts over the whole list, not the page; averages of averages are not told. */
function Totals({ sums, columns }: TotalsProps) {
  const t = useText(branchesText);
  const format = useFormat();
  const cells: readonly { readonly words: string; readonly align: 'left' | 'right' | 'center' }[] = [
    { words: t('total'), align: 'left' },
    ...(columns === 'all' ? [{ words: '', align: 'left' as const }] : []),
    { words: format.integer(sums.waiting), align: 'right' },
    { words: '', align: 'right' },
    ...(columns === 'few' ? [] : [{ words: '', align: 'right' as const }]),
    {
      words: `${format.integer(sums.openWindows)}/${format.integer(sums.totalWindows)}`,
      align: 'right',
    },
    ...(columns !== 'all'
      ? []
      : [{ words: format.integer(sums.completedServices), align: 'right' as const }]),
    { words: format.integer(sums.openAlerts), align: 'center' },
    { words: '', align: 'left' },
  ];
  return (
    <Table.Summary.Row className={styles.totals ?? ''}>
      {cells.map(({ words, align }, index) => (
        <Table.Summary.Cell key={index} index={index} align={align}>
          <span className={index === 0 ? '' : 'num num-medium'}>{words}</span>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}
