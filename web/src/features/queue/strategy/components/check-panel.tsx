import type { StrategyNeed } from '@huiting/contracts/queue';
import { useText } from '../../../../lib/i18n.ts';
import { Icon } from '../../../../ui/icons/icon.tsx';
import { strategyText } from '../strategy.text.ts';
import { ChangesList } from './changes-list.tsx';
import styles from '../strategy.module.css';
import type { ComponentProps } from 'react';

interface CheckPanelProps {
  /** In words, with their place. */
  readonly problems: readonly string[];
  readonly needs: readonly (StrategyNeed & { readonly words: string })[];
  readonly tests: { readonly passed: number; readonly count: number };
  readonly changes: ComponentProps<typeof ChangesList>;
}

/** Beside every part of the editor: what blocks, what to mind, whether the cases pass, and what is different. */
export function CheckPanel({ problems, needs, tests, changes }: CheckPanelProps) {
  const t = useText(strategyText);
  const blocking = [...problems, ...needs.filter((one) => one.severity === 'error').map((one) => one.words)];
  const minding = needs.filter((one) => one.severity === 'warning');
  return (
    <aside className={styles.side} aria-label={t('check')}>
      <h2>{t('check')}</h2>
      <ul className={styles.checks}>
        <li data-state={blocking.length === 0 ? 'ok' : 'error'}>
          <Icon name={blocking.length === 0 ? 'checkSolid' : 'warnSolid'} />
          <b>{blocking.length === 0 ? t('sound') : t('problems', { count: blocking.length })}</b>
        </li>
        {blocking.map((words) => (
          <li key={words} data-detail>
            {words}
          </li>
        ))}
        {minding.length > 0 && (
          <li data-state="warning">
            <Icon name="exclaimSolid" />
            <b>{t('needs', { count: minding.length })}</b>
          </li>
        )}
        {minding.map((one) => (
          <li key={one.words} data-detail>
            {one.words}
          </li>
        ))}
        <li data-state={tests.count === 0 ? undefined : tests.passed === tests.count ? 'ok' : 'error'}>
          <Icon
            name={tests.count === 0 ? 'infoSolid' : tests.passed < tests.count ? 'warnSolid' : 'checkSolid'}
          />
          <b>{tests.count === 0 ? t('testsNone') : t('testsState', tests)}</b>
        </li>
      </ul>
      <h2>{t('changes')}</h2>
      <ChangesList {...changes} />
    </aside>
  );
}
