import { queueEndpoints, type StrategyDocument, type StrategyTest } from '@huiting/contracts/queue';
import { useState } from 'react';
import { useCommand } from '../../../../lib/command.ts';
import { useText } from '../../../../lib/i18n.ts';
import { hasCode } from '../../../../lib/problem.ts';
import { Button } from '../../../../ui/button.tsx';
import { TextAreaField } from '../../../../ui/field.tsx';
import { useProblemToast } from '../../../../ui/problem-toast.ts';
import { Segmented } from '../../../../ui/segmented.tsx';
import { Sheet } from '../../../../ui/sheet.tsx';
import { strategyText } from '../strategy.text.ts';
import styles from '../strategy.module.css';

interface PublishSheetProps {
  readonly branchId: string;
  readonly document: StrategyDocument;
  readonly tests: readonly StrategyTest[];
  readonly basedOn: number;
  readonly nextBusinessDate: string;
  readonly onClose: () => void;
  readonly onPublished: (answer: { readonly version: number; readonly effectiveFrom: string }) => void;
  readonly onReload: () => void;
}

/** From when it holds, and why: the last word before it is in force. */
export function PublishSheet(props: PublishSheetProps) {
  const { branchId, document, tests, basedOn, nextBusinessDate, onClose, onPublished, onReload } = props;
  const t = useText(strategyText);
  const [effective, setEffective] = useState<'nextDay' | 'now'>('nextDay');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [conflict, setConflict] = useState(false);
  const tell = useProblemToast();
  const command = useCommand((error) =>
    hasCode(error, 'platform.conflict') ? setConflict(true) : tell(error),
  );
  async function submit() {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await command.run(queueEndpoints.publishStrategy, {
      branchId,
      document,
      tests: [...tests],
      basedOn,
      effective,
      reason: reason.trim(),
    });
    if (answer) onPublished(answer);
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('publishTitle', { version: basedOn + 1 })}
      actions={
        <>
          {conflict ? (
            <Button kind="primary" icon="refresh" onClick={onReload}>
              {t('reload')}
            </Button>
          ) : (
            <Button kind="primary" busy={command.busy !== null} onClick={() => void submit()}>
              {t('publishNow')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.publish}>
        {conflict && <p role="alert">{t('conflict')}</p>}
        <Segmented
          label={t('effective')}
          value={effective}
          onChange={setEffective}
          options={[
            { value: 'nextDay', label: t('effective.nextDay', { date: nextBusinessDate }) },
            { value: 'now', label: t('effective.now') },
          ]}
        />
        <p>{t('effectiveHint')}</p>
        <TextAreaField
          label={t('reason')}
          maxLength={200}
          data-autofocus
          value={reason}
          error={missing ? t('reasonNeeded') : null}
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
