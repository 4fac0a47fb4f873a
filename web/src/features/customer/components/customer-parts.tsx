import type { CustomerView } from '@huiting/contracts/customer';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { customerText } from '../customer.text.ts';
import styles from './customer-parts.module.css';

/** What to mention. An elder who has no file yet still gets the hint how to speak; the file's own points say it themselves. */
export function TalkPoints({ view, elder }: { readonly view: CustomerView | null; readonly elder: boolean }) {
  const t = useText(customerText);
  const named = useNamed();
  const points = view?.talkPoints ?? [];
  const hintsElder = elder && view === null;
  if (points.length === 0 && !hintsElder) return <EmptyState compact words={t('talkNone')} />;
  return (
    <ul className={styles.hints}>
      {points.map((point) => (
        <li key={point.zh} data-kind="info">
          <Icon name="bulbSolid" size="1.2em" />
          <span>{named(point)}</span>
        </li>
      ))}
      {hintsElder && (
        <li data-kind="elder">
          <Icon name="heartSolid" size="1.2em" />
          <span>{t('elderHint')}</span>
        </li>
      )}
    </ul>
  );
}

/** Signed services as ticks; what is missing with the sentence to say. */
export function SignedServices({ view }: { readonly view: CustomerView }) {
  const t = useText(customerText);
  const named = useNamed();
  return (
    <div className={styles.services}>
      {view.signedServices.length > 0 && (
        <div className={styles.chips}>
          {view.signedServices.map((service) => (
            <Tag key={service} kind="ok">
              {t(`signed.${service}`)}
            </Tag>
          ))}
        </div>
      )}
      <ul className={styles.missing}>
        {view.missingServices.map(({ service, hint }) => (
          <li key={service}>
            <span className={styles.gap}>
              <Icon name="plus" />
              {t(`signed.${service}`)}
            </span>
            <span className={styles.hint}>{named(hint)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Products({ view }: { readonly view: CustomerView }) {
  const t = useText(customerText);
  const format = useFormat();
  if (view.products.length === 0) return <EmptyState compact words={t('productsNone')} />;
  return (
    <ul className={styles.list}>
      {view.products.map((product, at) => (
        <li key={`${product.name}${at}`}>
          <span className={styles.main}>{product.name}</span>
          <span className={styles.side}>{product.amountBand}</span>
          {product.maturesOn && (
            <Tag kind="info">{t('matures', { date: format.day(product.maturesOn) })}</Tag>
          )}
        </li>
      ))}
    </ul>
  );
}

export function RecentVisits({ view, limit = 5 }: { readonly view: CustomerView; readonly limit?: number }) {
  const t = useText(customerText);
  const format = useFormat();
  if (view.recentVisits.length === 0) return <EmptyState compact words={t('visitsNone')} />;
  return (
    <ul className={styles.list}>
      {view.recentVisits.slice(0, limit).map((visit) => (
        <li key={visit.at}>
          <span className={`num num-medium ${styles.when}`}>{format.stamp(visit.at)}</span>
          <span className={`truncate ${styles.main}`}>
            {visit.serviceName} · {visit.branchName}
          </span>
          <span className={styles.side}>
            {visit.waitSeconds !== null && t('waited', { wait: format.wait(visit.waitSeconds * 1000) })}
            {visit.level !== null && ` · ${t('rated', { level: visit.level })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
