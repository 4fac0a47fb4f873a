import { useState, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { queueText } from '../queue.text.ts';
import styles from './reason-sheet.module.css';

export type ReasonKey =
  | 'elder'
  | 'unwell'
  | 'child'
  | 'disabled'
  | 'wrongBusiness'
  | 'needsOther'
  | 'authorise'
  | 'documents'
  | 'fillForm'
  | 'leftHall'
  | 'wish'
  | 'selfService'
  | 'booked'
  | 'returned'
  | 'workload';

interface ReasonSheetProps {
  readonly title: string;
  readonly hint?: string;
  readonly quick: readonly ReasonKey[];
  readonly confirm: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
  /** Other choices of the act, above the reason. */
  readonly children?: ReactNode;
  readonly blocked?: boolean;
}

/** Asks for the reason of an act that is kept on record: usual ones by a tap, others in words. */
export function ReasonSheet({
  title,
  hint,
  quick,
  confirm,
  danger = false,
  busy,
  onConfirm,
  onClose,
  children,
  blocked = false,
}: ReasonSheetProps) {
  const t = useText(queueText);
  const [chosen, setChosen] = useState<readonly ReasonKey[]>([]);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const reason = [...chosen.map((key) => t(`reason.${key}`)), words.trim()].filter(Boolean).join('；');

  function submit() {
    if (!reason) setMissing(true);
    else onConfirm(reason.slice(0, 200));
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      width={560}
      actions={
        <>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} disabled={blocked} onClick={submit}>
            {confirm}
          </Button>
          <Button onClick={onClose}>{t('back')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {hint && <p className={styles.hint}>{hint}</p>}
        {children}
        <ChoiceChips
          label={t('reason')}
          single
          options={quick.map((key) => ({ value: key, label: t(`reason.${key}`) }))}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            setMissing(false);
          }}
        />
        <TextAreaField
          label={t('reason')}
          hint={t('reasonKept')}
          error={missing ? t('reasonNeeded') : null}
          rows={2}
          maxLength={160}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
