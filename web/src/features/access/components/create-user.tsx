import { accessEndpoints } from '@huiting/contracts/access';
import type { OrgUnit } from '@huiting/contracts/organization';
import { staffEndpoints } from '@huiting/contracts/staff';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { accessText } from '../access.text.ts';
import { InitialPassword } from './initial-password.tsx';
import styles from './user-drawer.module.css';

const usernames = /^[a-z][a-z0-9._-]{2,29}$/;

/** A login without any role yet; its first password is shown once. */
export function CreateUser({
  units,
  onClose,
}: {
  readonly units: readonly OrgUnit[];
  readonly onClose: () => void;
}) {
  const t = useText(accessText);
  const unitField = useId();
  const { run, busy } = useCommand(useProblemToast());
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [number, setNumber] = useState('');
  const [unknown, setUnknown] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);
  const [initial, setInitial] = useState<string | null>(null);

  /** The person of the register this login is for; null = nobody's. */
  async function personOf(): Promise<string | null> {
    const wanted = number.trim();
    if (wanted === '') return null;
    const { items } = await call(staffEndpoints.listStaff, { search: wanted, limit: 10 });
    return items.find((one) => one.number === wanted)?.id ?? '';
  }
  async function create() {
    const staffId = await personOf();
    setUnknown(staffId === '');
    if (staffId === '') return;
    const answer = await run(
      accessEndpoints.createUser,
      { orgUnitId: unit, username, name },
      {
        onProblem: (problem) => {
          if (problem.code !== 'access.username_taken') return false;
          setTaken(problem.title);
          return true;
        },
      },
    );
    if (!answer) return;
    if (staffId !== null) await run(staffEndpoints.linkLogin, { staffId, userId: answer.userId });
    setInitial(answer.initialPassword);
  }
  const isReady = usernames.test(username) && name.trim() !== '' && unit !== '';
  return (
    <Sheet
      open
      width={460}
      onClose={onClose}
      title={t(initial === null ? 'user.create' : 'user.created')}
      actions={
        initial === null && (
          <>
            <Button kind="primary" disabled={!isReady} busy={busy !== null} onClick={() => void create()}>
              {t('user.create')}
            </Button>
            <Button onClick={onClose}>{t('cancel')}</Button>
          </>
        )
      }
    >
      {initial === null ? (
        <div className={styles.form}>
          <label htmlFor={unitField}>{t('user.unitChoose')}</label>
          <Select
            id={unitField}
            value={unit}
            onChange={setUnit}
            showSearch={{ optionFilterProp: 'label' }}
            options={units.map(({ id, name: label }) => ({ value: id, label }))}
          />
          <TextField
            label={t('user.name')}
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label={t('user.staffNumber')}
            hint={t('user.staffNumberHint')}
            maxLength={20}
            value={number}
            error={unknown ? t('user.staffUnknown') : null}
            onChange={(event) => {
              setNumber(event.target.value);
              setUnknown(false);
            }}
          />
          <TextField
            label={t('user.username')}
            hint={t('user.usernameRule')}
            maxLength={30}
            autoCapitalize="none"
            value={username}
            error={taken}
            onChange={(event) => {
              setUsername(event.target.value.toLowerCase());
              setTaken(null);
            }}
          />
        </div>
      ) : (
        <InitialPassword password={initial} />
      )}
    </Sheet>
  );
}
