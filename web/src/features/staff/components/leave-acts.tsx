import { CheckResult, staffEndpoints, type MandatoryLeave } from '@huiting/contracts/staff';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from './change-act.ts';
import { StaffPicker } from './staff-picker.tsx';
import styles from './staff.module.css';
import { postsText } from '../staff.posts.text.ts';

export type LeaveAct = 'substitute' | 'cancel' | 'check';

/** Names who stands in, calls the leave off, or records what the check found. */
export function LeaveActSheet({
  act,
  leave,
  onClose,
}: {
  readonly act: LeaveAct;
  readonly leave: MandatoryLeave;
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const toast = useToast();
  const { run, busy } = useStaffCommand();
  const [substituteId, setSubstitute] = useState<string | null>(leave.substituteId);
  const [words, setWords] = useState('');
  const [result, setResult] = useState<(typeof CheckResult.options)[number]>('clean');
  const titles = { substitute: t('nameSubstitute'), cancel: t('cancelLeave'), check: t('recordCheck') };
  async function go() {
    const onOne = { leaveId: leave.id };
    const answer =
      act === 'substitute'
        ? await run(staffEndpoints.nameSubstitute, { ...onOne, substituteId: substituteId! })
        : act === 'cancel'
          ? await run(staffEndpoints.cancelLeave, { ...onOne, reason: words })
          : await run(staffEndpoints.recordLeaveCheck, { ...onOne, result, findings: words });
    if (answer === null) return;
    toast({ words: t('saved') });
    onClose();
  }
  const isWhole = act === 'substitute' ? substituteId !== null : words.trim() !== '';
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={`${titles[act]} · ${leave.staffName}`}
      actions={
        <>
          <Button
            kind={act === 'cancel' ? 'danger' : 'primary'}
            disabled={!isWhole}
            busy={busy !== null}
            onClick={() => void go()}
          >
            {titles[act]}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {act === 'substitute' && (
          <StaffPicker
            label={t('substitute')}
            value={substituteId}
            onChange={setSubstitute}
            except={leave.staffId}
          />
        )}
        {act === 'check' && (
          <SelectField
            label={t('checkResult')}
            value={result}
            onChange={(event) => setResult(event.target.value as typeof result)}
          >
            {CheckResult.options.map((value) => (
              <option key={value} value={value}>
                {t(`check.${value}`)}
              </option>
            ))}
          </SelectField>
        )}
        {act !== 'substitute' && (
          <TextAreaField
            label={t(act === 'check' ? 'findings' : 'reason')}
            maxLength={act === 'check' ? 2000 : 200}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </div>
    </Sheet>
  );
}
