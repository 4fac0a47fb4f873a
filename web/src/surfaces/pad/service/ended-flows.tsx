import { FlowStep, type ServiceFlow } from '@huiting/contracts/hall';
import { serviceText } from '../../../features/hall/service/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Panel } from '../../../ui/panel.tsx';
import styles from './service-screen.module.css';

/** Whom the hall has received today: which steps, by whom, how long. */
export function EndedFlows({ flows }: { readonly flows: readonly ServiceFlow[] }) {
  const t = useText(serviceText);
  const named = useNamed();
  const format = useFormat();
  return (
    <Panel title={t('ended')} count={flows.length}>
      <ul className={styles.rows}>
        {flows.map((flow) => (
          <li key={flow.id} className={styles.ended}>
            <span className={styles.who}>
              <strong>{flow.ticketNumber ?? t('walkIn')}</strong>
              <span className="truncate">
                {[flow.maskedName, flow.serviceName && named(flow.serviceName)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className={styles.done}>
              {FlowStep.options
                .filter((step) => flow.ticks.some((tick) => tick.step === step))
                .map((step) => t(`step.${step}`))
                .join(' → ')}
            </span>
            <small>
              {flow.staffName} · {format.clock(flow.startedAt)} ·{' '}
              {t('took', { time: format.timer((flow.endedAt ?? flow.startedAt) - flow.startedAt) })}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
