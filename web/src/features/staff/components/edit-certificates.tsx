import { staffEndpoints, type StaffRecord } from '@huiting/contracts/staff';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { staffKey } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import { CertificateLines, type CertificateLine } from './certificate-lines.tsx';
import { useStaffCommand } from './change-act.ts';
import { ConflictNote, conflictOf, type Conflict } from './conflict-note.tsx';
import styles from './staff.module.css';

/** All certificates of a person at once. */
export function EditCertificates({
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
  const [lines, setLines] = useState<CertificateLine[]>(
    record.certificateList.map(({ state: _state, ...line }) => line),
  );
  const [reason, setReason] = useState('');
  const [conflict, setConflict] = useState<Conflict | null>(null);
  async function save() {
    const answer = await run(
      staffEndpoints.saveCertificates,
      { staffId: record.id, version: record.version, certificates: lines, reason },
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
      width={860}
      onClose={onClose}
      title={t('editCertificates')}
      actions={
        <>
          <Button
            kind="primary"
            disabled={reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void save()}
          >
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
        <CertificateLines lines={lines} onChange={setLines} />
        <TextField
          label={t('reason')}
          hint={t('reasonNeeded')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
