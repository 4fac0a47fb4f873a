import {
  nextStages,
  organizationEditingEndpoints,
  organizationEndpoints,
  type BranchRecord,
  type BranchStage,
} from '@huiting/contracts/organization';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useBranchChanged } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';

type When = 'now' | 'day';

/** Into another stage, now or on a day: what it means stands there before it is confirmed. */
export function StageSheet({
  branch,
  onClose,
}: {
  readonly branch: BranchRecord;
  readonly onClose: () => void;
}) {
  const t = useText(editingText);
  const o = useText(organizationText);
  const toast = useToast();
  const command = useCommand(useProblemToast());
  const changed = useBranchChanged(branch.id);
  // A plan may follow another plan, so that every stage can be chosen for a day.
  const [when, setWhen] = useState<When>('now');
  const [stage, setStage] = useState<BranchStage | null>(null);
  const [day, setDay] = useState('');
  const [documentNo, setDocumentNo] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const dayMissing = when === 'day' && day <= branch.today.date;
  const stages: readonly BranchStage[] =
    when === 'now'
      ? nextStages[branch.stage]
      : (['opening', 'operating', 'renovating', 'suspended', 'closed'] as const);

  async function submit() {
    setAsked(true);
    if (stage === null || reason.trim() === '' || dayMissing) return;
    const step = { branchId: branch.id, stage, reason: reason.trim(), documentNo: documentNo.trim() };
    const answer =
      when === 'now'
        ? await command.run(organizationEndpoints.setStage, step)
        : await command.run(organizationEditingEndpoints.planStage, { ...step, from: day });
    await changed();
    if (!answer) return;
    toast({
      words:
        when === 'now'
          ? t('stageDone', { name: branch.name, stage: o(`stage.${stage}`) })
          : t('stagePlannedDone', { date: day }),
    });
    onClose();
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('stageTitle', { name: branch.name })}
      width={560}
      actions={
        <>
          <Button
            kind={stage === 'operating' || stage === 'opening' || when === 'day' ? 'primary' : 'danger'}
            disabled={stage === null}
            busy={command.busy !== null}
            onClick={() => void submit()}
          >
            {t(when === 'now' ? 'applyStage' : 'planStage')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <ChoiceChips<When>
          single
          label={t('when')}
          options={[
            { value: 'now', label: t('whenNow') },
            { value: 'day', label: t('whenDay') },
          ]}
          chosen={[when]}
          onChange={([next]) => {
            setWhen(next ?? 'now');
            setStage(null);
          }}
        />
        {when === 'day' && (
          <TextField
            type="date"
            label={t('effectiveDay')}
            value={day}
            error={asked && dayMissing ? t('dayNeeded') : null}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
        <ChoiceChips<BranchStage>
          single
          label={t('nextStage')}
          options={stages.map((value) => ({ value, label: o(`stage.${value}`) }))}
          chosen={stage === null ? [] : [stage]}
          onChange={([next]) => setStage(next ?? null)}
        />
        {stage && (
          <p className={styles.note} aria-live="polite">
            {t(`consequence.${stage}`)} {stage === 'closed' && t('finalStage')}
          </p>
        )}
        <TextField
          label={t('documentNo')}
          maxLength={60}
          value={documentNo}
          onChange={(event) => setDocumentNo(event.target.value)}
        />
        <TextAreaField
          label={t('stageReason')}
          placeholder={t('stageReasonHint')}
          maxLength={200}
          value={reason}
          error={asked && reason.trim() === '' ? t('reasonNeeded') : null}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
