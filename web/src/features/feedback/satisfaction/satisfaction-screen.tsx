import { feedbackEndpoints, SatisfactionBy, type SatisfactionFigures } from '@huiting/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { TrendChart } from '../../../ui/trend-chart.tsx';
import { FigureStrip } from './figure-strip.tsx';
import { LevelSpread } from './level-spread.tsx';
import { SatisfactionTable } from './satisfaction-table.tsx';
import { inputOf, satisfactionQuery, type SatisfactionAsked } from './satisfaction.queries.ts';
import { satisfactionText } from './satisfaction.text.ts';
import styles from './satisfaction.module.css';

export const periodDays = ['7', '30', '90'] as const;
export type PeriodDays = (typeof periodDays)[number];

interface SatisfactionScreenProps {
  readonly asked: SatisfactionAsked;
  readonly days: PeriodDays;
  readonly onDays: (days: PeriodDays) => void;
  readonly onBy: (by: SatisfactionBy) => void;
  /** The choice of the branch, where there is one. */
  readonly branches: ReactNode;
}

const definitions = [
  'def.asked',
  'def.participation',
  'def.rate',
  'def.badShare',
  'def.inTime',
  'def.times',
  'def.confirmed',
  'def.service',
] as const;

/** EV-04: how content customers were, how it moves, and where it differs. */
export function SatisfactionScreen({ asked, days, onDays, onBy, branches }: SatisfactionScreenProps) {
  const t = useText(satisfactionText);
  const format = useFormat();
  const toast = useToast();
  const query = useQuery(satisfactionQuery(asked));
  const command = useCommand(useProblemToast());
  const { data } = query;
  const rateOf = (figures: SatisfactionFigures) => figures.shares.satisfied;

  async function save() {
    const answer = await command.run(feedbackEndpoints.exportSatisfaction, inputOf(asked));
    if (!answer) return;
    saveFile(answer.fileName, answer.csv);
    toast({ words: t('exported', { file: answer.fileName }) });
  }
  const lowest = Math.min(
    0.9,
    ...(data?.days ?? []).flatMap(({ figures, before }) => [
      rateOf(figures) ?? 1,
      rateOf(before.figures) ?? 1,
    ]),
  );
  return (
    <ListPage
      title={t('title')}
      hint={t('hint', { from: format.day(asked.from), until: format.day(asked.until) })}
      action={
        <>
          <Segmented<PeriodDays>
            label={t('days')}
            value={days}
            onChange={onDays}
            options={periodDays.map((value) => ({ value, label: t(`days.${value}`) }))}
          />
          {branches}
          <Button icon="download" busy={command.busy !== null} onClick={() => void save()}>
            {t('export')}
          </Button>
        </>
      }
    >
      {query.error && !data && <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />}
      {!data && !query.error && <ListSkeleton rows={6} height={64} />}
      {data && (
        <>
          <FigureStrip figures={data.total} before={data.before.figures} />
          {data.total.asked === 0 ? (
            <Panel>
              <EmptyState icon="faceSmile" words={t('none')} />
            </Panel>
          ) : (
            <div className={styles.two}>
              <Panel title={t('trend')} hint={t('trendHint')}>
                <TrendChart
                  low={Math.floor(lowest * 10) / 10}
                  high={1}
                  format={(value) => `${Math.round(value * 1000) / 10}%`}
                  summary={t('trendSummary', { rate: format.percent(rateOf(data.total)) })}
                  points={data.days.map(({ date, figures, before }) => ({
                    label: date.slice(5),
                    value: rateOf(figures),
                    before: rateOf(before.figures),
                    words: t('dayWords', {
                      day: format.day(date),
                      rate: format.percent(rateOf(figures)),
                      rated: figures.rated,
                      before: format.percent(rateOf(before.figures)),
                    }),
                  }))}
                />
              </Panel>
              <Panel title={t('spread')}>
                <LevelSpread figures={data.total} />
              </Panel>
            </div>
          )}
          <SatisfactionTable
            rows={data.rows}
            refreshing={query.isFetching}
            file={{
              kind: 'ratings',
              filter: { branch: asked.branchId ?? undefined, from: asked.from, until: asked.until },
            }}
            toolbar={
              <Segmented<SatisfactionBy>
                label={t('by')}
                value={asked.by}
                onChange={onBy}
                options={SatisfactionBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
              />
            }
          />
          <details className={styles.definitions}>
            <summary>{t('definitions')}</summary>
            <ul>
              {definitions.map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </ListPage>
  );
}
