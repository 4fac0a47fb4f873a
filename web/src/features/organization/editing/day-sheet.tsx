import {
  organizationEditingEndpoints,
  type CalendarDay,
  type DayHours,
  type NoonBreak,
} from '@huiting/contracts/organization';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useBranchChanged } from '../organization.queries.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { HoursField, NoonField } from './hours-field.tsx';

interface DaySheetProps {
  readonly branchId: string;
  /** The chosen day first, then those of its month that follow it. */
  readonly days: readonly CalendarDay[];
  /** What a closed day gets when it is opened. */
  readonly usual: NonNullable<DayHours>;
  readonly noonBreak: NoonBreak;
  readonly onClose: () => void;
}

/** One day, or several in a row, with hours of their own; or back to the calendar and the usual hours. */
export function DaySheet({ branchId, days, usual, noonBreak, onClose }: DaySheetProps) {
  const t = useText(editingText);
  const format = useFormat();
  const toast = useToast();
  const command = useCommand(useProblemToast());
  const changed = useBranchChanged(branchId);
  const day = days[0]!;
  const { override } = day;
  const [until, setUntil] = useState(day.date);
  const [name, setName] = useState(override?.name ?? day.holiday ?? '');
  const [hours, setHours] = useState<DayHours>(override === null ? day.hours : override.hours);
  const [noon, setNoon] = useState<NoonBreak>(
    override === null ? (day.noon === null ? null : noonBreak) : override.noonBreak,
  );
  const [corporate, setCorporate] = useState<DayHours>(
    override === null ? (day.corporate === null ? null : day.hours) : override.corporateHours,
  );
  const [asked, setAsked] = useState(false);
  const chosen = days.filter(({ date }) => date <= until);
  const overridden = chosen.flatMap((one) =>
    one.override === null ? [] : [{ date: one.date, version: one.override.version }],
  );

  const onProblem = (problem: ApiProblem): boolean => {
    if (problem.code !== 'organization.day_conflict') return false;
    toast({ words: t('dayConflict'), kind: 'danger' });
    void changed().then(onClose);
    return true;
  };
  async function save() {
    setAsked(true);
    if (name.trim() === '') return;
    const answer = await command.run(
      organizationEditingEndpoints.saveDays,
      {
        branchId,
        days: chosen.map((one) => ({ date: one.date, version: one.override?.version ?? null })),
        name: name.trim(),
        hours,
        noonBreak: hours === null ? null : noon,
        corporateHours: hours === null ? null : corporate,
      },
      { onProblem },
    );
    if (!answer) return;
    await changed();
    toast({ words: t('daySaved') });
    onClose();
  }
  async function clear() {
    const answer = await command.run(
      organizationEditingEndpoints.clearDays,
      { branchId, days: overridden },
      { onProblem },
    );
    if (!answer) return;
    await changed();
    toast({ words: t('cleared') });
    onClose();
  }

  return (
    <Sheet
      open
      onClose={onClose}
      width={560}
      title={
        chosen.length === 1
          ? t('dayTitle', { date: format.day(day.date) })
          : t('daysTitle', { from: day.date, to: until, count: chosen.length })
      }
      actions={
        <>
          <Button kind="primary" busy={command.busy !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
          {overridden.length > 0 && (
            <Button busy={command.busy !== null} onClick={() => void clear()}>
              {t('clearDay')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.two}>
          <TextField
            label={t('dayName')}
            placeholder={t('dayNameHint')}
            maxLength={40}
            data-autofocus
            value={name}
            error={asked && name.trim() === '' ? t('dayNameNeeded') : null}
            onChange={(event) => setName(event.target.value)}
          />
          <SelectField label={t('dayUntil')} value={until} onChange={(event) => setUntil(event.target.value)}>
            {days.map(({ date }) => (
              <option key={date} value={date}>
                {format.day(date)}
              </option>
            ))}
          </SelectField>
        </div>
        <div>
          <HoursField label={t('personal')} value={hours} usual={usual} onChange={setHours} />
          {hours !== null && (
            <>
              <HoursField
                label={t('corporate')}
                value={corporate}
                usual={hours}
                closedWords={t('corporateNone')}
                onChange={setCorporate}
              />
              <NoonField label={t('noonShut')} value={noon} onChange={setNoon} />
            </>
          )}
        </div>
      </div>
    </Sheet>
  );
}
