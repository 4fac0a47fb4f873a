import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { handlingText } from '../feedback.handling.text.ts';
import styles from './case-sheet.module.css';

/** The customer's answer by phone, with a note of the call. */
export function ConfirmForm({
  busy,
  onSave,
}: {
  readonly busy: boolean;
  readonly onSave: (accepted: boolean, note: string) => void;
}) {
  const t = useText(handlingText);
  const [answer, setAnswer] = useState<'yes' | 'no'>('yes');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <section className={styles.form}>
      <p>{t('confirmHint')}</p>
      <Segmented<'yes' | 'no'>
        label={t('confirmTitle')}
        value={answer}
        onChange={setAnswer}
        options={[
          { value: 'yes', label: t('accepted') },
          { value: 'no', label: t('notAccepted') },
        ]}
      />
      <TextAreaField
        label={t('confirmNote')}
        hint={answer === 'no' ? t('notAcceptedHint') : undefined}
        error={missing ? t('needWords') : null}
        rows={2}
        maxLength={300}
        value={note}
        onChange={(event) => {
          setNote(event.target.value);
          setMissing(false);
        }}
      />
      <Button
        kind={answer === 'yes' ? 'primary' : 'danger'}
        size="action"
        busy={busy}
        onClick={() => (note.trim() ? onSave(answer === 'yes', note.trim()) : setMissing(true))}
      >
        {t('saveConfirm')}
      </Button>
    </section>
  );
}
