import { Education, staffEndpoints, type StaffRecord } from '@huiting/contracts/staff';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { staffKey } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import { useStaffCommand } from './change-act.ts';
import { ConflictNote, conflictOf, type Conflict } from './conflict-note.tsx';
import styles from './staff.module.css';

/** Corrects a record of the version that was read; whoever comes second is told of the first. */
export function EditRecord({
  record,
  onClose,
}: {
  readonly record: StaffRecord;
  readonly onClose: () => void;
}) {
  const t = useText(staffText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useStaffCommand();
  const [words, setWords] = useState({
    name: record.name,
    education: record.education ?? '',
    enteredOn: record.enteredOn ?? '',
    phone: '',
    email: '',
    reason: '',
  });
  const [missing, setMissing] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const set = (part: Partial<typeof words>) => setWords({ ...words, ...part });
  async function save() {
    if (words.reason.trim() === '') {
      setMissing(true);
      return;
    }
    const { phone, email } = words;
    const contacts =
      phone === '' && email === ''
        ? {}
        : { contacts: { phone: phone === '' ? null : phone, email: email === '' ? null : email } };
    const answer = await run(
      staffEndpoints.saveStaff,
      {
        staffId: record.id,
        version: record.version,
        record: {
          name: words.name,
          education: Education.options.find((one) => one === words.education) ?? null,
          enteredOn: words.enteredOn === '' ? null : words.enteredOn,
          ...contacts,
        },
        reason: words.reason,
      },
      {
        onProblem: (problem) => {
          const found = conflictOf(problem);
          setConflict(found);
          return found !== null;
        },
      },
    );
    if (answer === null) return;
    toast({ words: t('saved', { version: answer.version }) });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('edit')}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {conflict && (
          <ConflictNote
            conflict={conflict}
            onReload={() => {
              void queries.invalidateQueries({ queryKey: staffKey });
              onClose();
            }}
          />
        )}
        <TextField
          label={t('name')}
          maxLength={40}
          value={words.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <div className={styles.two}>
          <SelectField
            label={t('education')}
            value={words.education}
            onChange={(event) => set({ education: event.target.value })}
          >
            <option value="">{t('unknown')}</option>
            {Education.options.map((value) => (
              <option key={value} value={value}>
                {t(`education.${value}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('entered')}
            type="date"
            value={words.enteredOn}
            onChange={(event) => set({ enteredOn: event.target.value })}
          />
          <TextField
            label={t('phone')}
            hint={t('contactsAs')}
            value={words.phone}
            onChange={(event) => set({ phone: event.target.value })}
          />
          <TextField
            label={t('email')}
            type="email"
            value={words.email}
            onChange={(event) => set({ email: event.target.value })}
          />
        </div>
        <TextAreaField
          label={t('reason')}
          hint={t('reasonNeeded')}
          error={missing ? t('reasonNeeded') : null}
          maxLength={200}
          value={words.reason}
          onChange={(event) => {
            set({ reason: event.target.value });
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
