import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { staffOnDutyQuery } from '../hall.queries.ts';
import { hallText } from '../hall.text.ts';
import styles from './staff-list.module.css';

/** Who works where now, with what they have done today. */
export function StaffSheet({
  branchId,
  onClose,
}: {
  readonly branchId: string;
  readonly onClose: () => void;
}) {
  const t = useText(hallText);
  const format = useFormat();
  const query = useQuery(staffOnDutyQuery(branchId));
  return (
    <Sheet open side="side" width={560} onClose={onClose} title={t('staff')}>
      {query.isPending && <ListSkeleton rows={6} />}
      {query.error && !query.data && (
        <ErrorPanel error={query.error} title={t('staffFailed')} onRetry={() => void query.refetch()} />
      )}
      {query.data?.staff.length === 0 && <EmptyState icon="users" words={t('staffNone')} />}
      <ul className={styles.list}>
        {(query.data?.staff ?? []).map((one) => {
          const average = format.averageParts(
            one.averageServiceSeconds === null ? null : one.averageServiceSeconds * 1000,
          );
          return (
            <li key={one.staffId} data-where={one.where}>
              <Avatar name={one.name} size={44} />
              <span className={styles.who}>
                <strong>{one.name}</strong>
                <span>
                  {t(`post.${one.post}`)} <span className="num num-medium">{one.number}</span>
                </span>
              </span>
              <span className={styles.where}>
                <span>{t(`where.${one.where}`, { window: format.windowName(one.windowLabel ?? '') })}</span>
                <span>{one.since === null ? '' : t('since', { time: format.clock(one.since) })}</span>
              </span>
              <span className={styles.done}>
                <span>{t('served', { count: one.served })}</span>
                <span>
                  {one.averageServiceSeconds !== null &&
                    t('averageService', { wait: `${average.value} ${average.unit}` })}
                  {one.averageLevel !== null && (
                    <>
                      {' '}
                      <Icon
                        name="starSolid"
                        label={t('level')}
                        style={{ display: 'inline', verticalAlign: '-0.1em' }}
                      />{' '}
                      {format.decimal(one.averageLevel)}
                    </>
                  )}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
