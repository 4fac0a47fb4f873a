import type { SatisfactionFigures } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Kpi, KpiStrip, type Tone } from '../../../ui/kpi.tsx';
import { pointsBetween } from './satisfaction.figures.domain.ts';
import { satisfactionText } from './satisfaction.text.ts';

interface FigureStripProps {
  readonly figures: SatisfactionFigures;
  readonly before: SatisfactionFigures;
}

/** The period's figures, each beside the period before. */
export function FigureStrip({ figures, before }: FigureStripProps) {
  const t = useText(satisfactionText);
  const format = useFormat();
  const minutes = (seconds: number | null) => (seconds === null ? '—' : format.decimal(seconds / 60));

  function share(label: string, of: (one: SatisfactionFigures) => number | null, moreIsBetter: boolean) {
    const [now, then] = [of(figures), of(before)];
    const change = pointsBetween(now, then);
    const better = change !== null && change !== '0' && change.startsWith('+') === moreIsBetter;
    const tone: Tone = change === null || change === '0' ? 'plain' : better ? 'ok' : 'warn';
    const note = change === null ? t('noBefore') : change === '0' ? t('same') : t('points', { change });
    return <Kpi label={label} value={format.percent(now)} note={note} noteTone={tone} />;
  }
  return (
    <KpiStrip label={t('title')}>
      {share(t('rate'), (one) => one.shares.satisfied, true)}
      {share(t('participation'), (one) => one.shares.participation, true)}
      {share(t('badShare'), (one) => one.shares.bad, false)}
      <Kpi
        label={t('rated')}
        value={format.integer(figures.rated)}
        unit={t('ratedUnit')}
        note={t('askedOf', { asked: format.integer(figures.asked) })}
      />
      {share(t('inTime'), (one) => one.shares.inTime, true)}
      {share(t('confirmed'), (one) => one.shares.confirmed, true)}
      <Kpi label={t('claim')} value={minutes(figures.claimSeconds)} unit={t('minutes')} />
      <Kpi label={t('solve')} value={minutes(figures.solveSeconds)} unit={t('minutes')} />
    </KpiStrip>
  );
}
