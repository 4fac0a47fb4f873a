import { staffEndpoints } from '@huiting/contracts/staff';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useStaffCommand } from './change-act.ts';
import { UnitSelect, type Unit } from './change-person.tsx';
import styles from './staff.module.css';
import { useToday } from './today.ts';
import { postsText } from '../staff.posts.text.ts';

/** Begins an appraisal of a unit's people over some months. */
export function OpenAppraisal({
  units,
  onClose,
  onOpened,
}: {
  readonly units: readonly Unit[];
  readonly onClose: () => void;
  readonly onOpened: (appraisal: { readonly id: string; readonly at: string }) => void;
}) {
  const t = useText(postsText);
  const month = useToday().slice(0, 7);
  const { run, busy } = useStaffCommand();
  const [orgUnitId, setUnit] = useState(units[0]?.id ?? '');
  const [words, setWords] = useState({ name: '', fromMonth: month, untilMonth: month });
  const field = (name: keyof typeof words, label: string, type: string) => (
    <TextField
      label={label}
      type={type}
      maxLength={60}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
    />
  );
  async function start() {
    const answer = await run(staffEndpoints.openAppraisal, { orgUnitId, ...words });
    if (answer === null) return;
    onOpened({ id: answer.appraisal.id, at: answer.appraisal.keptAt });
    onClose();
  }
  return (
    <Sheet
      open
      width={480}
      onClose={onClose}
      title={t('openAppraisal')}
      actions={
        <>
          <Button
            kind="primary"
            disabled={orgUnitId === '' || words.name.trim() === ''}
            busy={busy !== null}
            onClick={() => void start()}
          >
            {t('openAppraisal')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
        {field('name', t('appraisalName'), 'text')}
        <div className={styles.two}>
          {field('fromMonth', t('fromMonth'), 'month')}
          {field('untilMonth', t('untilMonth'), 'month')}
        </div>
      </div>
    </Sheet>
  );
}
