import { staffEndpoints } from '@huiting/contracts/staff';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useStaffCommand } from './change-act.ts';
import { UnitSelect, type Unit } from './change-person.tsx';
import styles from './staff.module.css';
import { postsText } from '../staff.posts.text.ts';

/** Founds a team at a unit. */
export function FoundTeam({
  units,
  onClose,
  onFounded,
}: {
  readonly units: readonly Unit[];
  readonly onClose: () => void;
  readonly onFounded: (teamId: string) => void;
}) {
  const t = useText(postsText);
  const { run, busy } = useStaffCommand();
  const [orgUnitId, setUnit] = useState(units.length === 1 ? units[0]!.id : '');
  const [name, setName] = useState('');
  async function found() {
    const answer = await run(staffEndpoints.createTeam, { orgUnitId, name });
    if (answer !== null) onFounded(answer.teamId);
  }
  return (
    <Sheet
      open
      width={440}
      onClose={onClose}
      title={t('addTeam')}
      actions={
        <>
          <Button
            kind="primary"
            disabled={orgUnitId === '' || name.trim() === ''}
            busy={busy !== null}
            onClick={() => void found()}
          >
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
        <TextField
          label={t('teamName')}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
