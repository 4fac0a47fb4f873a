import type { StrategyDocument } from '@huiting/contracts/queue';
import { useText } from '../../../../lib/i18n.ts';
import { Tag } from '../../../../ui/tag.tsx';
import { diffOf, type StrategyChange } from '../strategy.diff.domain.ts';
import { strategyText } from '../strategy.text.ts';
import { useStrategyWords, type NamedService } from './strategy-words.tsx';
import styles from '../strategy.module.css';

interface ChangesListProps {
  readonly before: StrategyDocument;
  readonly after: StrategyDocument;
  readonly services: readonly NamedService[];
  readonly beforeVersion: number;
}

/** What `after` does differently, in sentences of both sides. */
export function ChangesList({ before, after, services, beforeVersion }: ChangesListProps) {
  const t = useText(strategyText);
  const old = useStrategyWords(before, services);
  const now = useStrategyWords(after, services);
  const changes = diffOf(before, after);
  if (changes.length === 0)
    return <p className={styles.quiet}>{t('changesNone', { version: beforeVersion })}</p>;
  const say = (side: 'before' | 'after', change: StrategyChange): string => {
    const document = side === 'before' ? before : after;
    const words = side === 'before' ? old : now;
    if (change.part === 'rule') {
      const rule = document.rules.find(({ id }) => id === change.id);
      return rule
        ? `${words.conditions(rule).join(` ${t('and')} `) || t('everybody')} → ${words.classOf(rule.classCode)}`
        : '';
    }
    if (change.part === 'class') {
      const one = document.classes.find(({ code }) => code === change.id);
      return one ? classWords(one) : '';
    }
    const profile = document.profiles.find(({ code }) => code === change.id);
    return profile
      ? [
          ...profile.tiers.map((tier, at) => `${at + 1} ${words.servicesOf(tier.serviceCodes)}`),
          ...profile.helpOut.map(words.help),
        ].join('；')
      : '';
  };
  const classWords = (one: StrategyDocument['classes'][number]): string =>
    t('classWords', {
      start: one.startingCredit,
      rate: one.creditPerMinute,
      guarantee:
        one.guaranteedWaitMinutes === null
          ? t('lineNoGuarantee')
          : t('lineGuarantee', { minutes: one.guaranteedWaitMinutes }),
    });
  const nameOf = ({ part, id, kind }: StrategyChange): string => {
    const words = kind === 'removed' ? old : now;
    const list = kind === 'removed' ? before.rules : after.rules;
    if (part === 'rule') return t('atRule', { place: list.findIndex((rule) => rule.id === id) + 1 });
    return part === 'class' ? words.classOf(id) : words.profile(id);
  };
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={`${change.part}:${change.id}:${change.kind}`}>
          <header>
            <span className={styles.quiet}>{t(`part.${change.part}`)}</span>
            <b>{nameOf(change)}</b>
            <Tag kind={change.kind === 'removed' ? 'danger' : change.kind === 'added' ? 'ok' : 'info'}>
              {t(`change.${change.kind}`)}
            </Tag>
          </header>
          {change.kind !== 'added' && change.kind !== 'moved' && <del>{say('before', change)}</del>}
          {change.kind !== 'removed' && <ins>{say('after', change)}</ins>}
        </li>
      ))}
    </ul>
  );
}
