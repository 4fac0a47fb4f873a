import {
  DiversionChannel,
  DiversionResult,
  hallEndpoints,
  reasonsOf,
  type Diversion,
  type DiversionReason,
  type ServiceFlow,
} from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useTakeService } from './service.live.ts';
import { serviceText } from './service.text.ts';
import styles from './service-sheet.module.css';

interface DiversionSheetProps {
  readonly branchId: string;
  /** Whose business it is; null = somebody nobody receives. */
  readonly flow: ServiceFlow | null;
  readonly onClose: () => void;
}

const moved: ReadonlySet<DiversionResult> = new Set(['guided', 'completed', 'returned']);

/** Where a business was moved to and what came of it; or why it was not moved. */
export function DiversionSheet({ branchId, flow, onClose }: DiversionSheetProps) {
  const t = useText(serviceText);
  const show = useToast();
  const take = useTakeService(branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [result, setResult] = useState<DiversionResult>('guided');
  const [channel, setChannel] = useState<DiversionChannel | null>(null);
  const [reason, setReason] = useState<DiversionReason | null>(null);
  const [missing, setMissing] = useState(false);
  const reasons = reasonsOf[result];
  const needsChannel = moved.has(result) && channel === null;
  const needsReason = reasons.length > 0 && reason === null;

  async function save() {
    if (needsChannel || needsReason) {
      setMissing(true);
      return;
    }
    const answer = await run(hallEndpoints.recordDiversion, {
      branchId,
      flowId: flow?.id ?? null,
      ticketId: null,
      serviceTypeId: null,
      channel: moved.has(result) ? channel : null,
      result,
      reason: reasons.length > 0 ? reason : null,
    });
    if (!answer) return;
    take(answer);
    show({ words: t('saved') });
    onClose();
  }
  return (
    <Sheet
      open
      width={620}
      onClose={onClose}
      title={t('recordFor', { who: flow?.ticketNumber ?? t('walkIn') })}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void save()}>
          {t('save')}
        </Button>
      }
    >
      <div className={styles.form}>
        <section>
          <h3>{t('whichWay')}</h3>
          <ChoiceChips
            single
            label={t('whichWay')}
            options={DiversionResult.options.map((value) => ({ value, label: t(`result.${value}`) }))}
            chosen={[result]}
            onChange={(chosen) => {
              setResult(chosen[0] ?? 'guided');
              setReason(null);
              setMissing(false);
            }}
          />
        </section>
        {moved.has(result) && (
          <section>
            <h3>{t('channel')}</h3>
            <ChoiceChips
              single
              label={t('channel')}
              options={DiversionChannel.options.map((value) => ({ value, label: t(`channel.${value}`) }))}
              chosen={channel === null ? [] : [channel]}
              onChange={(chosen) => setChannel(chosen[0] ?? null)}
            />
            {missing && needsChannel && (
              <p className={styles.missing} role="alert">
                {t('needChannel')}
              </p>
            )}
          </section>
        )}
        {reasons.length > 0 && (
          <section>
            <h3>{t('reason')}</h3>
            <ReasonChips reasons={reasons} chosen={reason} onChoose={setReason} />
            {missing && needsReason && (
              <p className={styles.missing} role="alert">
                {t('needReason')}
              </p>
            )}
          </section>
        )}
      </div>
    </Sheet>
  );
}

interface ReasonChipsProps {
  readonly reasons: readonly DiversionReason[];
  readonly chosen: DiversionReason | null;
  readonly onChoose: (reason: DiversionReason | null) => void;
}
function ReasonChips({ reasons, chosen, onChoose }: ReasonChipsProps) {
  const t = useText(serviceText);
  return (
    <ChoiceChips
      single
      label={t('reason')}
      options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
      chosen={chosen === null ? [] : [chosen]}
      onChange={(next) => onChoose(next[0] ?? null)}
    />
  );
}

interface ReturnSheetProps {
  readonly diversion: Diversion;
  readonly busy: boolean;
  readonly onSettle: (reason: DiversionReason) => void;
  readonly onClose: () => void;
}
/** Why a customer who was guided elsewhere came back. */
export function ReturnSheet({ diversion, busy, onSettle, onClose }: ReturnSheetProps) {
  const t = useText(serviceText);
  const [reason, setReason] = useState<DiversionReason | null>(null);
  const [missing, setMissing] = useState(false);
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('recordFor', { who: diversion.ticketNumber ?? t('walkIn') })}
      actions={
        <Button
          kind="primary"
          size="action"
          busy={busy}
          onClick={() => (reason === null ? setMissing(true) : onSettle(reason))}
        >
          {t('settleBack')}
        </Button>
      }
    >
      <div className={styles.form}>
        <h3>{t('settleTitle')}</h3>
        <ReasonChips reasons={reasonsOf.returned} chosen={reason} onChoose={setReason} />
        {missing && reason === null && (
          <p className={styles.missing} role="alert">
            {t('needReason')}
          </p>
        )}
      </div>
    </Sheet>
  );
}
