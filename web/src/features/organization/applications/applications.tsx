import type { BranchRecord } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { stateTags } from './applications.domain.ts';
import { applicationsQuery } from './applications.queries.ts';
import { applicationsText } from './applications.text.ts';
import styles from './applications.module.css';

const ChangeSheet = lazy(() =>
  import('./change-sheet.tsx').then((module) => ({ default: module.ChangeSheet })),
);

interface ApplicationsProps {
  readonly branch: BranchRecord;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** What was asked to become of the branch, and the way to ask: changes that others must agree to. */
export function Applications({ branch, onApproval }: ApplicationsProps) {
  const t = useText(applicationsText);
  const query = useQuery(applicationsQuery(branch.id));
  const [asking, setAsking] = useState(false);
  const items = query.data?.items ?? [];
  const isRunning = items.some(({ state }) => state === 'pending' || state === 'approved');
  return (
    <section>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        {query.data && !isRunning && branch.stage !== 'closed' && (
          <Button kind="link" icon="edit" onClick={() => setAsking(true)}>
            {t('apply')}
          </Button>
        )}
      </div>
      {query.error && !query.data ? (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      ) : (
        <ul className={styles.list}>
          {items.map(({ id, kind, state, effectiveOn, keptAt, approvalId, applicantName }) => (
            <li key={id}>
              <strong>{t(`kind.${kind}`)}</strong>
              <Tag kind={stateTags[state]}>{t(`state.${state}`)}</Tag>
              <span>{applicantName}</span>
              <span className="num">{t('on', { date: effectiveOn })}</span>
              {approvalId !== null && (
                <Button kind="link" onClick={() => onApproval({ branchId: keptAt, id: approvalId })}>
                  {t('open')}
                </Button>
              )}
            </li>
          ))}
          {query.data && items.length === 0 && <li>{t('none')}</li>}
        </ul>
      )}
      {asking && (
        <Suspense>
          <ChangeSheet branch={branch} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </section>
  );
}
