import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  CaseRow,
  CaseSheet,
  casesInOrder,
  handlingText,
  isSolved,
  useCases,
} from '../../../features/feedback/index.ts';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Guarded } from '../guarded.tsx';
import { BranchHead, useChosenBranch } from '../queue/branch-head.tsx';
import styles from './bad-ratings.module.css';

/** `/bad-ratings?branch=<id>&case=<id>`: for those who lead from above a branch and have no PAD. */
export function BadRatingsRoute() {
  return (
    <Guarded permission="feedback.lead">
      <BadRatingsPage />
    </Guarded>
  );
}

function BadRatingsPage() {
  const t = useText(handlingText);
  const go = useNavigate();
  const chosen = useChosenBranch('/bad-ratings');
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const cases = useCases(chosen.id ?? '', chosen.id !== null);
  const list = casesInOrder(cases.data?.cases ?? []);
  const open = list.find(({ id }) => id === search['case']);
  const undone = list.filter((one) => !isSolved(one)).length;
  if (chosen.id === null) return chosen.missing;
  const show = (id: string | null) =>
    void go({
      to: '/bad-ratings',
      search: { branch: chosen.id, ...(id === null ? {} : { case: id }) } as never,
      replace: true,
    });
  return (
    <div className={styles.page} tabIndex={0}>
      <BranchHead title={t('badRatings')} hint={t('consoleHint')} chosen={chosen} />
      <Panel {...(undone > 0 ? { title: t('badRatings'), count: undone, countKind: 'danger' as const } : {})}>
        {cases.isPending && <ListSkeleton rows={3} height={72} />}
        {cases.error && !cases.data && (
          <ErrorPanel error={cases.error} title={t('failed')} onRetry={() => void cases.refetch()} />
        )}
        {cases.data && list.length === 0 && <EmptyState icon="faceSmile" words={t('badRatingsNone')} />}
        <ul className={styles.list}>
          {list.map((one) => (
            <li key={one.id}>
              <CaseRow badRating={one} blocked={null} full onOpen={() => show(one.id)} />
            </li>
          ))}
        </ul>
      </Panel>
      {open && (
        <CaseSheet
          key={open.id}
          badRating={open}
          blocked={null}
          onClose={() => show(null)}
          onCustomer={null}
        />
      )}
    </div>
  );
}
