import { feedbackEndpoints, type SurveyResults as Results } from '@huiting/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { TrendChart } from '../../../ui/trend-chart.tsx';
import { surveyResultsQuery } from './surveys.queries.ts';
import { surveysText } from './surveys.text.ts';
import styles from './surveys.module.css';

/** Distributions, words and days of the answers. */
export function SurveyResults({ surveyId }: { readonly surveyId: string }) {
  const t = useText(surveysText);
  const format = useFormat();
  const toast = useToast();
  const command = useCommand(useProblemToast());
  const query = useQuery(surveyResultsQuery(surveyId));
  const { data } = query;
  async function save() {
    const answer = await command.run(feedbackEndpoints.exportSurvey, { surveyId });
    if (!answer) return;
    saveFile(answer.fileName, answer.csv);
    toast({ words: t('exported', { file: answer.fileName }) });
  }
  if (query.error && !data)
    return <ErrorPanel error={query.error} title={t('resultsFailed')} onRetry={() => void query.refetch()} />;
  if (!data) return <ListSkeleton rows={4} height={120} />;
  if (data.survey.answers === 0) return <EmptyState icon="chart" words={t('resultsNone')} />;
  return (
    <div className={styles.results}>
      <div className={styles.resultsHead}>
        <strong>{t('answered', { count: format.integer(data.survey.answers) })}</strong>
        <Button icon="download" busy={command.busy !== null} onClick={() => void save()}>
          {t('export')}
        </Button>
      </div>
      {data.days.length > 1 && (
        <section>
          <h3>{t('perDay')}</h3>
          <TrendChart
            height={130}
            width={430}
            low={0}
            high={Math.max(4, ...data.days.map(({ count }) => count))}
            format={(value) => format.integer(value)}
            summary={t('perDaySummary', { count: data.survey.answers })}
            points={data.days.map(({ date, count }) => ({
              label: date.slice(5),
              value: count,
              words: `${format.day(date)}\n${t('answered', { count })}`,
            }))}
          />
        </section>
      )}
      {data.questions.map((one, at) => (
        <QuestionResult key={one.question.id} number={at + 1} result={one} />
      ))}
    </div>
  );
}

function QuestionResult({
  number,
  result,
}: {
  readonly number: number;
  readonly result: Results['questions'][number];
}) {
  const t = useText(surveysText);
  const named = useNamed();
  const format = useFormat();
  const { question, answered, counts, mean, texts } = result;
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const words = (key: string): string => {
    const option = question.options.find(({ id }) => id === key);
    if (option) return named(option.label);
    if (question.scale && key === '1') return `1 · ${named(question.scale.low)}`;
    if (question.scale && key === String(question.scale.points))
      return `${key} · ${named(question.scale.high)}`;
    return key;
  };
  return (
    <section className={styles.result}>
      <h3>
        <span className="num">{number}.</span> {named(question.title)}
      </h3>
      <p>
        {t('answered', { count: format.integer(answered) })}
        {mean !== null && ` · ${t('mean', { mean: format.decimal(mean) })}`}
      </p>
      {counts.length > 0 && (
        <ul className={styles.bars}>
          {counts.map(({ key, count }) => (
            <li key={key}>
              <span>{words(key)}</span>
              <span className={styles.lane}>
                <span style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span className="num">{format.integer(count)}</span>
              <span className="num">{format.percent(answered === 0 ? null : count / answered)}</span>
            </li>
          ))}
        </ul>
      )}
      {question.kind === 'text' && texts.length > 0 && (
        <ul className={styles.texts} aria-label={t('texts')} tabIndex={0}>
          {texts.map((text, at) => (
            // Two people may say the same at the same moment.
            <li key={`${text.at} ${at}`}>
              <span>{text.words}</span>
              <time className="num">{format.stamp(text.at)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
