import { staffEndpoints, type StaffRecord } from '@huiting/contracts/staff';
import { useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { staffKey } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import { useStaffCommand } from './change-act.ts';
import { ConflictNote, conflictOf, type Conflict } from './conflict-note.tsx';
import { PostSelect } from './post-select.tsx';
import { PostVerdict } from './post-verdict.tsx';
import { useToday } from './today.ts';
import styles from './staff.module.css';

export interface Unit {
  readonly id: string;
  readonly name: string;
}

/** A unit of the scope, found by its name. */
export function UnitSelect({
  units,
  value,
  onChange,
}: {
  readonly units: readonly Unit[];
  readonly value: string;
  readonly onChange: (orgUnitId: string) => void;
}) {
  const t = useText(staffText);
  const id = useId();
  return (
    <div className={styles.form} style={{ gap: 6 }}>
      <label htmlFor={id}>{t('unit')}</label>
      <Select
        id={id}
        aria-label={t('unit')}
        value={value === '' ? null : value}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next) => onChange(next ?? '')}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
    </div>
  );
}

/** Asks for a transfer or for leaving. Whoever is above decides; it happens on its day. */
export function ChangePerson({
  record,
  units,
  onClose,
}: {
  readonly record: StaffRecord;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}) {
  const t = useText(staffText);
  const toast = useToast();
  const today = useToday();
  const queries = useQueryClient();
  const { run, busy } = useStaffCommand();
  const [kind, setKind] = useState<'transfer' | 'leave'>('transfer');
  const [post, setPost] = useState(record.post);
  const [orgUnitId, setUnit] = useState(record.orgUnitId);
  const [effectiveOn, setDay] = useState(today);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  async function submit() {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await run(
      staffEndpoints.applyForStaffChange,
      {
        staffId: record.id,
        version: record.version,
        move: kind === 'leave' ? { kind } : { kind, orgUnitId, post },
        effectiveOn,
        reason,
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
    toast({ words: t('submitted'), forMs: 5000 });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('changeTitle', { name: record.name })}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} onClick={() => void submit()}>
            {t('submit')}
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
        <SelectField
          label={t('what')}
          value={kind}
          onChange={(event) => setKind(event.target.value as 'transfer' | 'leave')}
        >
          <option value="transfer">{t('change.transfer')}</option>
          <option value="leave">{t('change.leave')}</option>
        </SelectField>
        {kind === 'transfer' && (
          <>
            <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
            <PostSelect label={t('postColumn')} value={post} onChange={setPost} />
          </>
        )}
        <TextField
          label={t('from')}
          type="date"
          min={today}
          value={effectiveOn}
          onChange={(event) => setDay(event.target.value)}
        />
        {kind === 'transfer' && post !== record.post && (
          <PostVerdict staffId={record.id} post={post} from={effectiveOn} />
        )}
        <TextAreaField
          label={t('reason')}
          hint={t('reasonNeeded')}
          error={missing ? t('reasonNeeded') : null}
          maxLength={200}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
