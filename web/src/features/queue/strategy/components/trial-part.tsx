import {
  queueEndpoints,
  type StrategyDocument,
  type StrategyTrial,
  type TrialGroup,
} from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../../../lib/command.ts';
import { useFormat } from '../../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../../ui/error-panel.tsx';
import { Icon } from '../../../../ui/icons/icon.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { useProblemToast } from '../../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../../ui/skeleton.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { trialDaysQuery } from '../strategy.queries.ts';
import { strategyText } from '../strategy.text.ts';
import styles from '../strategy.module.css';

interface TrialPartProps {
  readonly branchId: string;
  readonly document: StrategyDocument;
  readonly sound: boolean;
}

/** Try before publishing: a past day's customers under the edited strategy. */
export function TrialPart({ branchId, document, sound }: TrialPartProps) {
  const t = useText(strategyText);
  const query = useQuery(trialDaysQuery(branchId));
  const command = useCommand(useProblemToast());
  const [chosen, setChosen] = useState<string | null>(null);
  const [result, setResult] = useState<{ trial: StrategyTrial; of: StrategyDocument } | null>(null);
  const days = query.data?.days ?? [];
  const date = chosen ?? days[0]?.date ?? null;
  async function run() {
    if (date === null) return;
    const trial = await command.run(queueEndpoints.tryStrategy, { branchId, date, document });
    if (trial) setResult({ trial, of: document });
  }
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={4} height={36} />;
  return (
    <>
      <Panel title={t('tab.trial')} hint={t('trialHint')}>
        {days.length === 0 ? (
          <EmptyState icon="calendar" words={t('trialNone')} />
        ) : (
          <div className={styles.trialBar}>
            <Select
              value={date}
              aria-label={t('trialDay')}
              className={styles.wide ?? ''}
              showSearch
              onChange={setChosen}
              options={days.map((day) => ({
                value: day.date,
                label: t('trialDayOption', { date: day.date, count: day.tickets }),
              }))}
            />
            <Button
              kind="primary"
              icon="play"
              disabled={!sound}
              busy={command.busy !== null}
              onClick={() => void run()}
            >
              {t('trialRun')}
            </Button>
            {!sound && <span className={styles.problem}>{t('trialUnsound')}</span>}
          </div>
        )}
      </Panel>
      {result ? (
        <Result trial={result.trial} stale={result.of !== document} />
      ) : (
        days.length > 0 && <EmptyState icon="chart" words={t('trialFirst')} />
      )}
    </>
  );
}

function Result({ trial, stale }: { readonly trial: StrategyTrial; readonly stale: boolean }) {
  const t = useText(strategyText);
  const named = useNamed();
  const format = useFormat();
  const groups = [trial.all, ...trial.classes];
  const nameOf = (group: TrialGroup) =>
    group.classCode === null ? t('trialAll') : group.name ? named(group.name) : group.classCode;
  const signed = (minutes: number) => `${minutes > 0 ? '+' : ''}${format.decimal(minutes)}`;
  const finding = (group: TrialGroup): string => {
    const minutes = format.decimal(Math.abs(group.differenceMinutes));
    if (group.verdict === 'unclear') return t('trialSame', { who: nameOf(group) });
    return t(group.verdict === 'better' ? 'trialBetter' : 'trialWorse', { who: nameOf(group), minutes });
  };
  const error = trial.all.beforeMinutes - trial.all.recordedMinutes;
  return (
    <Panel
      title={t('trialResult', { date: trial.date })}
      hint={groups
        .filter((group) => group.classCode === null || group.verdict !== 'unclear')
        .map(finding)
        .join('；')}
      extra={stale && <Tag kind="warn">{t('trialStale')}</Tag>}
    >
      <WaitBars groups={groups} nameOf={nameOf} />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className={styles.quiet}>
            {t('modelError', { minutes: signed(error) })}
            {trial.unserved.before + trial.unserved.after >= 0.5 &&
              ` · ${t('unserved', {
                before: format.decimal(trial.unserved.before),
                after: format.decimal(trial.unserved.after),
              })}`}
          </caption>
          <thead>
            <tr>
              <th rowSpan={2}>{t('class')}</th>
              <th rowSpan={2}>{t('visits')}</th>
              <th colSpan={3}>{t('mean')}</th>
              <th rowSpan={2}>{t('p80')}</th>
              <th rowSpan={2}>{t('left')}</th>
              <th rowSpan={2}>{t('difference')}</th>
            </tr>
            <tr>
              <th>{t('recorded')}</th>
              <th>{t('replayed')}</th>
              <th>{t('changedWait')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.classCode ?? ''}>
                <th scope="row">{nameOf(group)}</th>
                <td className="num">{group.visits}</td>
                <td className="num">{format.decimal(group.recordedMinutes)}</td>
                <td className="num">{format.decimal(group.beforeMinutes)}</td>
                <td className="num">
                  <b>{format.decimal(group.afterMinutes)}</b>
                </td>
                <td className="num">
                  {format.decimal(group.p80Before)} → {format.decimal(group.p80After)}
                </td>
                <td className="num">
                  {format.decimal(group.leftBefore)} → {format.decimal(group.leftAfter)}
                </td>
                <td>
                  <Tag
                    kind={group.verdict === 'better' ? 'ok' : group.verdict === 'worse' ? 'danger' : 'plain'}
                    icon={
                      group.verdict === 'better'
                        ? 'arrowDown'
                        : group.verdict === 'worse'
                          ? 'arrowUp'
                          : 'minus'
                    }
                  >
                    {t(`verdict.${group.verdict}`)}{' '}
                    <span className="num">{signed(group.differenceMinutes)}</span>
                  </Tag>
                  {group.interval && (
                    <small className={styles.quiet}>
                      {' '}
                      {t('differenceInterval', {
                        low: signed(group.interval.low),
                        high: signed(group.interval.high),
                        confidence: Math.round(trial.confidence * 100),
                      })}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** Three bars a class: what was is solid; what was lived again is hatched, since it is no fact. */
function WaitBars({
  groups,
  nameOf,
}: {
  readonly groups: readonly TrialGroup[];
  readonly nameOf: (group: TrialGroup) => string;
}) {
  const t = useText(strategyText);
  const format = useFormat();
  const top = Math.max(
    1,
    ...groups.flatMap((group) => [group.recordedMinutes, group.beforeMinutes, group.afterMinutes]),
  );
  const kinds = [
    ['recorded', 'recordedMinutes'],
    ['replayed', 'beforeMinutes'],
    ['changedWait', 'afterMinutes'],
  ] as const;
  return (
    <figure className={styles.bars} aria-label={t('trialChart')}>
      <figcaption>
        {kinds.map(([kind]) => (
          <span key={kind} data-kind={kind}>
            <i /> {t(kind)}
          </span>
        ))}
        <span>
          <Icon name="clock" /> {t('trialChart')}
        </span>
      </figcaption>
      {groups.map((group) => (
        <div key={group.classCode ?? ''} className={styles.barGroup}>
          <b>{nameOf(group)}</b>
          <div>
            {kinds.map(([kind, field]) => (
              <span key={kind} data-kind={kind} className={styles.barLine}>
                <i style={{ width: `${(group[field] / top) * 100}%` }} />
                <em className="num">{format.decimal(group[field])}</em>
              </span>
            ))}
          </div>
        </div>
      ))}
    </figure>
  );
}
