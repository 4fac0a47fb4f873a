import { useQuery } from '@tanstack/react-query';
import { hallText, staffOnDutyQuery } from '../../../features/hall/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { consoleHallText } from './hall.text.ts';
import styles from './staff-table.module.css';

/** Those at work first. */
const placeRank = { window: 0, paused: 1, hall: 2, away: 3 } as const;

/** Who works where now, with what they have done today. */
export function StaffTable({ branchId }: { readonly branchId: string }) {
  const t = useText(consoleHallText);
  const h = useText(hallText);
  const format = useFormat();
  const query = useQuery(staffOnDutyQuery(branchId));
  const staff = query.data?.staff;
  return (
    <Panel title={t('staff')} flush {...(staff ? { hint: t('staffCount', { count: staff.length }) } : {})}>
      {query.error && !staff ? (
        <ErrorPanel error={query.error} title={h('staffFailed')} onRetry={() => void query.refetch()} />
      ) : !staff ? (
        <ListSkeleton rows={5} height={36} />
      ) : staff.length === 0 ? (
        <EmptyState compact icon="users" words={h('staffNone')} />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('column.who')}</th>
              <th>{t('column.where')}</th>
              <th data-number>{t('column.served')}</th>
              <th data-number>{t('column.average')}</th>
              <th data-number>{t('column.level')}</th>
            </tr>
          </thead>
          <tbody>
            {staff
              .toSorted((a, b) => placeRank[a.where] - placeRank[b.where])
              .map((one) => {
                const average = format.averageParts(
                  one.averageServiceSeconds === null ? null : one.averageServiceSeconds * 1000,
                );
                return (
                  <tr key={one.staffId} data-where={one.where}>
                    <td>
                      {one.name}
                      <small>{h(`post.${one.post}`)}</small>
                    </td>
                    <td>{h(`where.${one.where}`, { window: format.windowName(one.windowLabel ?? '') })}</td>
                    <td data-number>
                      <span className="num num-medium">{one.served}</span>
                    </td>
                    <td data-number>
                      <span className="num num-medium">{average.value}</span>
                    </td>
                    <td data-number>
                      <span className="num num-medium">
                        {one.averageLevel === null ? '—' : format.decimal(one.averageLevel)}
                      </span>
                    </td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
