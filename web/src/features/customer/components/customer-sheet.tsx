import { customerEndpoints } from '@huiting/contracts/customer';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { customerViewQuery } from '../customer.queries.ts';
import { customerText } from '../customer.text.ts';
import { isVip } from '../customer.tier.domain.ts';
import { Consents } from './consents.tsx';
import { Products, RecentVisits, SignedServices, TalkPoints } from './customer-parts.tsx';
import styles from './customer-sheet.module.css';
import { MaskedField } from './masked-field.tsx';

const CustomerTodos = lazy(() =>
  import('../todos/index.ts').then((part) => ({ default: part.CustomerTodos })),
);

const CustomerRequests = lazy(() =>
  import('../requests/index.ts').then((part) => ({ default: part.CustomerRequests })),
);

interface CustomerSheetProps {
  readonly branchId: string;
  readonly customerId: string;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
}

/** Everything staff may see of the customer in front of them; fields masked, each reading audited. */
export function CustomerSheet({ branchId, customerId, onClose, actions }: CustomerSheetProps) {
  const t = useText(customerText);
  const query = useQuery(customerViewQuery(branchId, customerId));
  const view = query.data;
  // Requests are written down by whoever writes down consents.
  const mayFile = useMay(customerEndpoints.setConsent);
  return (
    <Sheet open side="side" width={520} onClose={onClose} title={t('view')} actions={actions}>
      {query.isPending && <ListSkeleton rows={6} />}
      {query.error && (
        <ErrorPanel error={query.error} title={t('viewFailed')} onRetry={() => void query.refetch()} />
      )}
      {view && (
        <div className={styles.view}>
          <div className={styles.who}>
            <Avatar name={view.maskedName} size={56} />
            <div>
              <h3>
                {view.maskedName}
                {isVip(view.tier) && <Tag kind="vip">{t(`tier.${view.tier}`)}</Tag>}
                {view.elder && <Tag kind="elder">{t('elder')}</Tag>}
                {view.disabled && (
                  <Tag kind="plain" icon="userSolid">
                    {t('disabled')}
                  </Tag>
                )}
              </h3>
              <p>
                {[
                  view.age === null ? null : t('age', { age: view.age }),
                  view.gender ? t(`gender.${view.gender}`) : null,
                  view.ownerName ? t('owner', { name: view.ownerName }) : t('noOwner'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {view.tags.length > 0 && (
                <p className={styles.tags}>
                  {view.tags.map((tag) => (
                    <Tag key={tag} kind="plain">
                      {tag}
                    </Tag>
                  ))}
                </p>
              )}
            </div>
          </div>

          <Section title={t('talkPoints')}>
            <TalkPoints view={view} elder={view.elder} />
          </Section>

          <Section title={t('todos')}>
            <Suspense fallback={<ListSkeleton rows={1} height={56} />}>
              <CustomerTodos branchId={branchId} customerId={customerId} />
            </Suspense>
          </Section>

          <Section title={t('basic')}>
            <MaskedField branchId={branchId} customerId={customerId} field="name" masked={view.maskedName} />
            {view.maskedIdNumber && (
              <MaskedField
                branchId={branchId}
                customerId={customerId}
                field="idNumber"
                masked={view.maskedIdNumber}
              />
            )}
            {view.maskedPhone && (
              <MaskedField
                branchId={branchId}
                customerId={customerId}
                field="phone"
                masked={view.maskedPhone}
              />
            )}
            {view.maskedCards[0] && (
              <MaskedField
                branchId={branchId}
                customerId={customerId}
                field="card"
                masked={view.maskedCards[0]}
              />
            )}
            <dl className={styles.facts}>
              <dt>{t('assets')}</dt>
              <dd>{view.assetsBand}</dd>
              <dt>{t('home')}</dt>
              <dd>{view.homeBranchName}</dd>
            </dl>
          </Section>

          <Section title={t('consents')}>
            <Consents branchId={branchId} view={view} />
          </Section>
          {mayFile && (
            <Section title={t('dataRequests')}>
              <Suspense fallback={<ListSkeleton rows={1} />}>
                <CustomerRequests branchId={branchId} customerId={customerId} />
              </Suspense>
            </Section>
          )}
          <Section title={t('services')}>
            <SignedServices view={view} />
          </Section>
          <Section title={t('products')}>
            <Products view={view} />
          </Section>
          <Section title={`${t('recentVisits')} · ${t('visits', { count: view.visits90Days })}`}>
            <RecentVisits view={view} />
          </Section>
        </div>
      )}
    </Sheet>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}
