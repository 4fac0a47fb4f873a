import {
  BranchFormat,
  organizationEditingEndpoints,
  type BranchRecord,
  type DayHours,
  type OrgUnit,
  type RecordDraft,
} from '@huiting/contracts/organization';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { recordQuery, revisionsQuery, useBranchChanged } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { HoursField, NoonField } from './hours-field.tsx';
import { changedIn, contested, draftOf, merge, type RecordField } from './editing.merge.domain.ts';

interface RecordSheetProps {
  readonly branch: BranchRecord;
  readonly units: readonly OrgUnit[];
  /** Only head office moves a branch to another unit. */
  readonly mayMove: boolean;
  readonly onClose: () => void;
}

interface Conflict {
  readonly branch: BranchRecord;
  readonly theirs: RecordDraft;
  readonly savedBy: string | null;
}

const parentOf = (branch: BranchRecord, units: readonly OrgUnit[]): string =>
  units.find(({ id }) => id === branch.orgUnitId)?.parentId ?? branch.orgUnitId;

/** The master record, saved whole for the version it was read in. */
export function RecordSheet({ branch, units, mayMove, onClose }: RecordSheetProps) {
  const t = useText(editingText);
  const o = useText(organizationText);
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const changed = useBranchChanged(branch.id);
  const toast = useToast();
  const [base, setBase] = useState(() => draftOf(branch, parentOf(branch, units)));
  const [version, setVersion] = useState(branch.version);
  const [draft, setDraft] = useState(base);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const set = (change: Partial<RecordDraft>) => setDraft((now) => ({ ...now, ...change }));
  const inWords = useFieldWords(units);

  async function save() {
    setAsked(true);
    if (draft.name.trim().length < 2 || reason.trim() === '') return;
    if (changedIn(base, draft).length === 0) return toast({ words: t('unchanged') });
    const saved = await command.run(
      organizationEditingEndpoints.saveRecord,
      { branchId: branch.id, version, record: draft, reason: reason.trim() },
      {
        onProblem: (problem) => {
          if (problem.code !== 'organization.version_conflict') return false;
          void showConflict();
          return true;
        },
      },
    );
    if (!saved) return;
    await changed();
    toast({ words: t('saved', { version: saved.version }) });
    onClose();
  }

  async function showConflict() {
    const newest = await queries.fetchQuery({ ...recordQuery(branch.id), staleTime: 0 });
    const history = await queries.fetchQuery({ ...revisionsQuery(branch.id), staleTime: 0 });
    setConflict({
      branch: newest,
      theirs: draftOf(newest, parentOf(newest, units)),
      savedBy: history.items.find((one) => one.version === newest.version)?.actorName ?? null,
    });
  }

  function goOn(keptTheirs: ReadonlySet<RecordField>) {
    if (!conflict) return;
    setDraft(merge(base, draft, conflict.theirs, keptTheirs));
    setBase(conflict.theirs);
    setVersion(conflict.branch.version);
    setConflict(null);
  }

  const number = (field: 'latitude' | 'longitude' | 'areaSquareMetres', step: string) => (
    <TextField
      label={t(`field.${field}`)}
      type="number"
      step={step}
      value={draft[field]}
      onChange={(event) => set({ [field]: Number(event.target.value) })}
    />
  );
  const words = (field: 'city' | 'address' | 'licenceNo' | 'phone', maxLength: number) => (
    <TextField
      label={t(`field.${field}`)}
      maxLength={maxLength}
      value={draft[field]}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  const hours = (
    field:
      | 'weekdayHours'
      | 'weekendHours'
      | 'holidayHours'
      | 'corporateWeekdayHours'
      | 'corporateWeekendHours'
      | 'corporateHolidayHours',
  ) => (
    <HoursField
      label={t(`field.${field}`)}
      value={draft[field]}
      usual={draft.weekdayHours ?? { open: '09:00', close: '17:00' }}
      onChange={(value: DayHours) => set({ [field]: value })}
    />
  );

  return (
    <Sheet
      open
      side="side"
      width={620}
      onClose={onClose}
      title={t('recordTitle', { name: branch.name })}
      actions={
        conflict === null && (
          <>
            <Button kind="primary" busy={command.busy !== null} onClick={() => void save()}>
              {t('save')}
            </Button>
            <Button onClick={onClose}>{t('cancel')}</Button>
          </>
        )
      }
    >
      {conflict ? (
        <ConflictPanel
          savedBy={conflict.savedBy}
          version={conflict.branch.version}
          rows={[...new Set([...changedIn(base, draft), ...changedIn(base, conflict.theirs)])].map(
            (field) => ({
              field,
              mine: inWords(field, draft),
              theirs: inWords(field, conflict.theirs),
              contested: contested(base, draft, conflict.theirs).includes(field),
            }),
          )}
          onContinue={goOn}
        />
      ) : (
        <div className={styles.form}>
          <fieldset className={styles.group}>
            <legend>{t('groupIdentity')}</legend>
            <TextField
              label={t('field.name')}
              hint={t('codeFixed', { code: branch.code })}
              maxLength={40}
              data-autofocus
              value={draft.name}
              error={asked && draft.name.trim().length < 2 ? t('nameNeeded') : null}
              onChange={(event) => set({ name: event.target.value })}
            />
            <div className={styles.two}>
              <SelectField
                label={t('field.parentId')}
                hint={mayMove ? undefined : t('parentFixed')}
                disabled={!mayMove}
                value={draft.parentId}
                onChange={(event) => set({ parentId: event.target.value })}
              >
                {units
                  .filter((unit) => unit.level !== 'outlet' || unit.id === draft.parentId)
                  .map((unit) => (
                    <option key={unit.id} value={unit.id}>
                      {unit.name}
                    </option>
                  ))}
              </SelectField>
              <SelectField
                label={t('field.format')}
                value={draft.format}
                onChange={(event) => set({ format: event.target.value as RecordDraft['format'] })}
              >
                {BranchFormat.options.map((value) => (
                  <option key={value} value={value}>
                    {o(`format.${value}`)}
                  </option>
                ))}
              </SelectField>
              {words('licenceNo', 40)}
              {words('phone', 30)}
            </div>
          </fieldset>
          <fieldset className={styles.group}>
            <legend>{t('groupPlace')}</legend>
            <div className={styles.two}>
              {words('city', 20)}
              {words('address', 100)}
              {number('latitude', '0.0001')}
              {number('longitude', '0.0001')}
              {number('areaSquareMetres', '1')}
            </div>
          </fieldset>
          <fieldset className={styles.group}>
            <legend>{t('groupHours')}</legend>
            {hours('weekdayHours')}
            {hours('weekendHours')}
            {hours('holidayHours')}
            {hours('corporateWeekdayHours')}
            {hours('corporateWeekendHours')}
            {hours('corporateHolidayHours')}
            <NoonField
              label={t('noonShut')}
              value={draft.noonBreak}
              onChange={(noonBreak) => set({ noonBreak })}
            />
          </fieldset>
          <TextAreaField
            label={t('reason')}
            hint={t('reasonHint')}
            maxLength={200}
            value={reason}
            error={asked && reason.trim() === '' ? t('reasonNeeded') : null}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
    </Sheet>
  );
}

function useFieldWords(units: readonly OrgUnit[]) {
  const t = useText(editingText);
  const o = useText(organizationText);
  return (field: RecordField, draft: RecordDraft): string => {
    switch (field) {
      case 'parentId':
        return units.find(({ id }) => id === draft.parentId)?.name ?? t('none');
      case 'format':
        return o(`format.${draft.format}`);
      case 'noonBreak':
        return draft.noonBreak === null ? t('noonOpen') : `${draft.noonBreak.from}–${draft.noonBreak.until}`;
      case 'weekdayHours':
      case 'weekendHours':
      case 'holidayHours':
      case 'corporateWeekdayHours':
      case 'corporateWeekendHours':
      case 'corporateHolidayHours': {
        const value = draft[field];
        return value === null ? t('closedDay') : `${value.open}–${value.close}`;
      }
      default:
        return String(draft[field]) || t('none');
    }
  };
}
