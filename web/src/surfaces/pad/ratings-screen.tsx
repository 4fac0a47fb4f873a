import {
  CaseRow,
  casesInOrder,
  isSolved,
  RatingRows,
  useCases,
  useRatings,
} from '../../features/feedback/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useText } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { usePadSheets } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';
import styles from './room-page.module.css';

/** Bad ratings being handled, and every rating of today. */
export function RatingsScreen() {
  const t = useText(padText);
  const format = useFormat();
  const branch = useBranch();
  const { open, blocked } = usePadSheets();
  const cases = useCases(branch.id);
  const ratings = useRatings(branch.id, null);
  const list = casesInOrder(cases.data?.cases ?? []);
  const undone = list.filter((one) => !isSolved(one)).length;
  const { data } = ratings;
  return (
    <main className={styles.page} tabIndex={0}>
      <div className={styles.two}>
        <Panel
          title={t('badRatings')}
          {...(undone > 0 ? { count: undone, countKind: 'danger' as const } : {})}
        >
          {cases.isPending && <ListSkeleton rows={3} height={72} />}
          {cases.error && !cases.data && (
            <ErrorPanel error={cases.error} title={t('ratingsFailed')} onRetry={() => void cases.refetch()} />
          )}
          {cases.data && list.length === 0 && <EmptyState icon="faceSmile" words={t('badNone')} />}
          <ul className={styles.list}>
            {list.map((one) => (
              <li key={one.id}>
                <CaseRow
                  badRating={one}
                  blocked={blocked}
                  full
                  onOpen={() => open({ kind: 'badRating', id: one.id })}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel
          title={t('ratings')}
          hint={data ? t('ratedOf', { rated: data.rated, asked: data.asked }) : undefined}
          extra={
            data && data.rated > 0 ? (
              <strong className="num">{format.percent(data.good / data.rated)}</strong>
            ) : undefined
          }
        >
          {ratings.isPending && <ListSkeleton rows={6} height={36} />}
          {ratings.error && !data && (
            <ErrorPanel
              error={ratings.error}
              title={t('ratingsFailed')}
              onRetry={() => void ratings.refetch()}
            />
          )}
          {data?.ratings.length === 0 && <EmptyState words={t('ratingsNone')} />}
          {data && <RatingRows ratings={data.ratings} showTeller />}
        </Panel>
      </div>
    </main>
  );
}
