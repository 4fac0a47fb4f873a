import type { BranchPulse, PulseSort } from '@huiting/contracts/hall';
import { hasFigures } from '@huiting/contracts/hall';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ListColumns } from '../../../ui/antd/query-table.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { limitState } from '../../../ui/limit-bar.tsx';
import { Count } from '../../../ui/tag.tsx';
import styles from './branch-table.module.css';
import type { BranchSearch } from './branches.search.ts';
import { branchesText } from './branches.text.ts';
import { FlowTag } from './flow-tag.tsx';

/** Default wait limit of the bank's branches, minutes (domain.md, section 2): colours the average only. */
const averageTargetMinutes = 15;

/** How much room there is: all, those of a smaller screen, or what matters beside an open drawer. */
export type BranchRoom = 'all' | 'most' | 'few';
const leftOut: Record<BranchRoom, readonly string[]> = {
  all: [],
  most: ['city', 'done'],
  few: ['city', 'done', 'longestWait'],
};

type Columns = ListColumns<BranchPulse>;

/** Every column there is room for, in the order of the design. */
export function useBranchColumns(room: BranchRoom, search: BranchSearch): Columns {
  const few = room === 'few';
  const all = room === 'all';
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
  const columns: Columns = [
    {
      key: 'branch',
      title: t('branch'),
      render: (_, pulse) => (
        <span className={styles.name}>
          {pulse.name}
          {all && <small className="num num-medium">{pulse.code}</small>}
        </span>
      ),
    },
    { key: 'city', title: t('city'), dataIndex: 'city' },
    {
      key: 'waiting',
      title: t('waiting'),
      ...sortOf('waiting'),
      render: (_, pulse) => (
        <span className="num num-medium">{hasFigures(pulse) ? format.integer(pulse.waiting) : '—'}</span>
      ),
    },
    {
      key: 'averageWait',
      title: t('averageWait'),
      ...sortOf('averageWait'),
      render: (_, pulse) => {
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
    {
      key: 'longestWait',
      title: t('longestWait'),
      ...sortOf('longestWait'),
      render: (_, pulse) =>
        hasFigures(pulse) && pulse.longestWaitSeconds !== null ? minutes(pulse.longestWaitSeconds) : '—',
    },
    {
      key: 'windows',
      title: t('windows'),
      ...sortOf('windows'),
      render: (_, pulse) => (
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
    {
      key: 'done',
      title: t('done'),
      ...sortOf('done'),
      render: (_, pulse) => (
        <span className="num num-medium">
          {hasFigures(pulse) ? format.integer(pulse.completedServices) : '—'}
        </span>
      ),
    },
    {
      key: 'alerts',
      title: t('alerts'),
      ...sortOf('alerts'),
      align: 'center' as const,
      render: (_, pulse) =>
        pulse.openAlerts === 0 ? (
          <span className="num num-medium">0</span>
        ) : (
          <span className={styles.count}>
            <Count value={pulse.openAlerts} kind={pulse.urgentAlerts > 0 ? 'danger' : 'calm'} />
          </span>
        ),
    },
    {
      key: 'flow',
      title: t('flow'),
      render: (_, pulse) => (
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
  ];
  return columns.filter(({ key }) => !leftOut[room].includes(String(key)));
}
