import { FlowStep, hallEndpoints, type ServiceFlow } from '@huiting/contracts/hall';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useTakeService } from './service.live.ts';
import { serviceText } from './service.text.ts';
import styles from './flow-card.module.css';

interface FlowCardProps {
  readonly flow: ServiceFlow;
  readonly blocked: string | null;
  /** The step 分流 asks what became of it. */
  readonly onDivert: () => void;
}

/** A customer being received: six steps to tick, each with its minute. */
export function FlowCard({ flow, blocked, onDivert }: FlowCardProps) {
  const t = useText(serviceText);
  const named = useNamed();
  const format = useFormat();
  const me = useMe();
  const now = useBusinessNow(1000);
  const take = useTakeService(flow.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const mine = flow.staffId === me.staff?.id;

  async function tick(step: FlowStep) {
    const answer = await run(hallEndpoints.tickFlow, { branchId: flow.branchId, flowId: flow.id, step });
    if (answer) take(answer);
  }
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <strong className={flow.ticketNumber ? 'ticket-number' : undefined}>
          {flow.ticketNumber ?? t('walkIn')}
        </strong>
        <span className="truncate">
          {[flow.maskedName, flow.serviceName && named(flow.serviceName)].filter(Boolean).join(' · ')}
        </span>
        <span className={styles.meta}>
          {!mine && t('by', { name: flow.staffName })}
          <b className="num num-medium">{format.timer(now - flow.startedAt)}</b>
        </span>
      </header>
      <div className={styles.steps} role="group" aria-label={t('steps')}>
        {FlowStep.options.map((step) => {
          const ticked = flow.ticks.find((one) => one.step === step);
          return (
            <button
              key={step}
              type="button"
              className={styles.step}
              aria-pressed={ticked !== undefined}
              disabled={!mine || ticked !== undefined || blocked !== null || busy !== null}
              title={blocked ?? undefined}
              onClick={() => (step === 'divert' ? onDivert() : void tick(step))}
            >
              <span className={styles.disc}>{ticked && <Icon name="check" />}</span>
              {t(`step.${step}`)}
              <small className="num">{ticked ? format.clock(ticked.at) : ' '}</small>
            </button>
          );
        })}
      </div>
    </article>
  );
}
