import type { BranchRecord } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import editing from '../editing/editing.module.css';
import { organizationText } from '../organization.text.ts';
import { DeviationList } from './deviation-list.tsx';
import styles from './formats.module.css';
import { deviationsQuery } from './formats.queries.ts';
import { formatsText } from './formats.text.ts';

/** What the branch has, beside what its format says it should have. */
export function BranchDeviations({ branch }: { readonly branch: BranchRecord }) {
  const t = useText(formatsText);
  const o = useText(organizationText);
  const query = useQuery(deviationsQuery(branch.id, branch.version));
  const data = query.data;
  const listOf = (items: readonly { readonly name: string; readonly count: number }[]) =>
    items.map((one) => t('item', one)).join(t('comma'));
  return (
    <section aria-label={t('deviations', { format: o(`format.${branch.format}`) })}>
      <div className={editing.head}>
        <h3>{t('deviations', { format: o(`format.${branch.format}`) })}</h3>
        {data && (
          <span className={editing.note}>
            {data.version === 0 ? t('shipped') : t('version')} {data.version === 0 ? '' : data.version}
          </span>
        )}
      </div>
      {query.error && !data ? (
        <ErrorPanel error={query.error} title={t('deviationsFailed')} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <ListSkeleton rows={3} height={28} />
      ) : (
        <>
          {data.deviations.length === 0 ? (
            <p>{t('deviationsNone')}</p>
          ) : (
            <DeviationList deviations={data.deviations} />
          )}
          <p className={styles.also}>
            {t('standardStaff', {
              list: listOf(
                data.standard.staffing.map(({ post, count }) => ({ name: t(`post.${post}`), count })),
              ),
            })}
          </p>
          <p className={styles.also}>
            {t('standardDevices', {
              list: listOf(
                data.standard.devices.map(({ kind, count }) => ({ name: t(`device.${kind}`), count })),
              ),
            })}
          </p>
        </>
      )}
    </section>
  );
}
