import type { BadRatingCase } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { handlingText } from '../feedback.handling.text.ts';
import styles from './case-chain.module.css';

const above = { lobby: 'branch', branch: 'region', region: 'region' } as const;

/** Every step up with who was told and when, how it ended, and whom time will tell next. */
export function CaseChain({ badRating }: { readonly badRating: BadRatingCase }) {
  const t = useText(handlingText);
  const format = useFormat();
  const { chain, confirmation, escalatesAt, tier, state } = badRating;
  const disputed = chain.findLast(({ reason }) => reason === 'disputed');
  // unclaimed goes to the branch manager first; what is claimed and not solved goes to the region
  const next = state === 'open' ? above[tier] : 'region';
  return (
    <section className={styles.chain} aria-label={t('chain')}>
      <h3>{t('chain')}</h3>
      <ol>
        {chain.map((step) => (
          <li key={`${step.at} ${step.reason} ${step.tier}`} data-reason={step.reason}>
            <span className={`num ${styles.at}`}>{format.clock(step.at)}</span>
            <div>
              <strong>{t(`why.${step.reason}`)}</strong>
              <Tag kind={step.tier === 'lobby' ? 'plain' : 'warn'}>{t(`tier.${step.tier}`)}</Tag>
              <p>
                {step.told.length > 0
                  ? t('told', {
                      names: step.told.map(({ name }) => name).join(format.locale === 'en' ? ', ' : '、'),
                    })
                  : t('toldNobody')}
              </p>
              {step.disputed && <p>{t('disputedRemedy', { remedy: step.disputed })}</p>}
              {step.note && <p>“{step.note}”</p>}
            </div>
          </li>
        ))}
        {confirmation.outcome && (
          <li data-reason="ended">
            <span className={`num ${styles.at}`}>{format.clock(confirmation.at)}</span>
            <div>
              <strong>{t(`outcome.${confirmation.outcome}`)}</strong>
              {confirmation.channel === 'link' && <p>{t('byLink')}</p>}
              {confirmation.channel === 'phone' && <p>{t('byPhone', { note: confirmation.note ?? '' })}</p>}
            </div>
          </li>
        )}
      </ol>
      {escalatesAt !== null && (
        <p className={styles.next}>
          {t('nextLevel', { time: format.clock(escalatesAt), tier: t(`tier.${next}`) })}
        </p>
      )}
      {state === 'open' && disputed && (
        <p className={styles.next}>{t('reserved', { tier: t(`tier.${disputed.tier}`) })}</p>
      )}
    </section>
  );
}
