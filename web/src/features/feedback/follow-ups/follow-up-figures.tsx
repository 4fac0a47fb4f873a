import type { FollowUpFigures as Figures } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import { followUpsText } from './follow-ups.text.ts';

/** How many of the last 30 days' calls were made, and with what. */
export function FollowUpFigures({ figures }: { readonly figures: Figures }) {
  const t = useText(followUpsText);
  const format = useFormat();
  const { made, reached, unreached, good, overdue } = figures;
  const share = (part: number, whole: number) => format.percent(whole === 0 ? null : part / whole);
  return (
    <KpiStrip label={t('figures')}>
      <Kpi label={t('made')} value={format.integer(made)} unit={t('unit')} />
      <Kpi label={t('completion')} value={share(reached + unreached, made)} />
      <Kpi label={t('reachedShare')} value={share(reached, reached + unreached)} />
      <Kpi label={t('good')} value={share(good, reached)} />
      <Kpi
        label={t('overdue')}
        value={format.integer(overdue)}
        unit={t('unit')}
        tone={overdue > 0 ? 'danger' : 'plain'}
      />
    </KpiStrip>
  );
}
