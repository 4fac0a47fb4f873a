import type { ServiceSummary } from '@huiting/contracts/hall';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import { serviceText } from './service.text.ts';

/** The day's service in the hall in five figures; all of them the server's. */
export function ServiceStrip({ summary }: { readonly summary: ServiceSummary }) {
  const t = useText(serviceText);
  const format = useFormat();
  const rate = format.percent(summary.successRate);
  return (
    <KpiStrip label={t('figures')}>
      <Kpi
        label={t('received')}
        value={format.integer(summary.received)}
        unit={t('people')}
        note={t('walkIns', { count: summary.walkIns })}
      />
      <Kpi label={t('guidedNow')} value={format.integer(summary.guided)} unit={t('deals')} />
      <Kpi
        label={t('moved')}
        value={format.integer(summary.completed)}
        unit={t('deals')}
        note={t('backAndDeclined', { returned: summary.returned, declined: summary.declined })}
      />
      <Kpi label={t('notMovable')} value={format.integer(summary.notMovable)} unit={t('deals')} />
      <Kpi
        label={t('success')}
        value={rate.replace('%', '')}
        unit={summary.successRate === null ? '' : '%'}
        note={summary.successRate === null ? t('successNone') : undefined}
      />
    </KpiStrip>
  );
}
