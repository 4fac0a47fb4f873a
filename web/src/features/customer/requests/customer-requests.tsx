import { privacyEndpoints, type PrivacyRequest } from '@huiting/contracts/privacy';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import styles from '../components/consents.module.css';
import { RequestForm } from './request-form.tsx';
import { requestsText } from './requests.text.ts';

const kinds: Record<PrivacyRequest['state'], TagKind> = {
  filed: 'warn',
  working: 'info',
  done: 'ok',
  refused: 'danger',
  withdrawn: 'idle',
};

interface CustomerRequestsProps {
  readonly branchId: string;
  readonly customerId: string;
}

/** What the customer in front of us has asked for of their own data, and one more written down for them (PV-03). */
export function CustomerRequests({ branchId, customerId }: CustomerRequestsProps) {
  const t = useText(requestsText);
  const [isFiling, setFiling] = useState(false);
  const query = useQuery({
    queryKey: ['customer', 'requests', branchId, customerId],
    queryFn: ({ signal }) => call(privacyEndpoints.listOfCustomer, { branchId, customerId }, { signal }),
    retry: false,
  });
  // Somebody who is not here is not asked about: no request is theirs without them.
  if (hasCode(query.error, 'customer.not_found')) return <p>{t('notHere')}</p>;
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={1} />;
  const { requests } = query.data;
  return (
    <>
      {requests.length === 0 && !isFiling && <p>{t('none')}</p>}
      <ul className={styles.lines}>
        {requests.map((request) => (
          <li key={request.id}>
            <div className={styles.line}>
              <span>{t(`kind.${request.kind}`)}</span>
              <strong>
                {request.correction &&
                  `${t(`field.${request.correction.field}`)} → ${request.correction.masked}`}
              </strong>
              <Tag kind={kinds[request.state]}>{t(`state.${request.state}`)}</Tag>
            </div>
            <small>{request.answer ?? t('due', { day: request.dueOn })}</small>
          </li>
        ))}
      </ul>
      {isFiling ? (
        <RequestForm
          branchId={branchId}
          customerId={customerId}
          onEnd={() => {
            setFiling(false);
            void query.refetch();
          }}
        />
      ) : (
        <div className={styles.acts}>
          <Button kind="tint" onClick={() => setFiling(true)}>
            {t('file')}
          </Button>
        </div>
      )}
    </>
  );
}
