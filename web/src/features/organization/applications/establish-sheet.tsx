import { applicationEndpoints, applicationFiles } from '@huiting/contracts/organization/applications';
import { BranchFormat, type DayHours, type NewBranch, type OrgUnit } from '@huiting/contracts/organization';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttachments } from '../../../lib/attachments.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { AttachmentField } from '../../../ui/attachment-list.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { HoursField, NoonField } from '../editing/hours-field.tsx';
import editing from '../editing/editing.module.css';
import { formatsQuery } from '../formats/formats.queries.ts';
import { organizationText } from '../organization.text.ts';
import { applicationKeys } from './applications.queries.ts';
import { applicationsText } from './applications.text.ts';

type Draft = NewBranch['record'];
const usual = { open: '09:00', close: '17:00' } as const;
const blank: Draft = {
  name: '',
  format: 'full',
  city: '',
  address: '',
  latitude: 0,
  longitude: 0,
  licenceNo: '',
  phone: '',
  areaSquareMetres: 0,
  weekdayHours: usual,
  weekendHours: null,
  holidayHours: null,
  noonBreak: null,
  corporateWeekdayHours: usual,
  corporateWeekendHours: null,
  corporateHolidayHours: null,
};

interface EstablishSheetProps {
  readonly units: readonly OrgUnit[];
  /** Today where head office is, `2026-11-20`. */
  readonly today: string;
  readonly onClose: () => void;
}

/** Asks for a new branch: where it belongs, what it will be, from when and why. It begins as the standard of its format says. */
export function EstablishSheet({ units, today, onClose }: EstablishSheetProps) {
  const t = useText(applicationsText);
  const o = useText(organizationText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const formats = useQuery(formatsQuery);
  const parents = units.filter(({ level }) => level !== 'outlet');
  const [orgUnitId, setUnit] = useState('');
  // Kept at the unit above: once something is attached the unit stays.
  const attachments = useAttachments(orgUnitId, applicationFiles);
  const [code, setCode] = useState('');
  const [record, setRecord] = useState(blank);
  const [position, setPosition] = useState({ latitude: '', longitude: '' });
  const [effectiveOn, setDay] = useState(today);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<Draft>) => setRecord((now) => ({ ...now, ...change }));
  const standard = formats.data?.formats.find(({ format }) => format === record.format)?.standard;
  const isCode = /^[A-Za-z0-9]{1,20}$/.test(code);
  const isPlace = (text: string, most: number) => text !== '' && Math.abs(Number(text)) <= most;
  const faults = {
    orgUnitId: orgUnitId === '',
    code: !isCode,
    name: record.name.trim().length < 2,
    city: record.city.trim() === '',
    address: record.address.trim() === '',
    latitude: !isPlace(position.latitude, 90),
    longitude: !isPlace(position.longitude, 180),
    reason: reason.trim() === '',
  };
  const fault = (field: keyof typeof faults): string | null =>
    asked && faults[field] ? t(field === 'code' ? 'codeForm' : 'needed') : null;

  async function submit() {
    setAsked(true);
    if (Object.values(faults).some(Boolean)) return;
    if (!attachments.isSettled) {
      toast({ words: t('filesOpen'), kind: 'warn' });
      return;
    }
    const answer = await run(applicationEndpoints.applyForBranch, {
      orgUnitId,
      change: {
        kind: 'establish',
        code,
        timeZone: 'Asia/Shanghai',
        record: {
          ...record,
          latitude: Number(position.latitude),
          longitude: Number(position.longitude),
        },
      },
      effectiveOn,
      reason: reason.trim(),
      files: attachments.fileIds,
    });
    if (!answer) return;
    toast({ words: t('submitted'), forMs: 5000 });
    void queries.invalidateQueries({ queryKey: applicationKeys.all });
    onClose();
  }

  const words = (field: 'name' | 'city' | 'address' | 'licenceNo' | 'phone', maxLength: number) => (
    <TextField
      label={t(`new.${field}`)}
      maxLength={maxLength}
      value={record[field]}
      error={field === 'licenceNo' || field === 'phone' ? null : fault(field)}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  const place = (field: 'latitude' | 'longitude') => (
    <TextField
      label={t(field)}
      inputMode="decimal"
      value={position[field]}
      error={fault(field)}
      onChange={(event) => setPosition({ ...position, [field]: event.target.value })}
    />
  );
  const hours = (field: 'weekdayHours' | 'weekendHours' | 'holidayHours' | 'corporateWeekdayHours') => (
    <HoursField
      label={t(`new.${field}`)}
      value={record[field]}
      usual={record.weekdayHours ?? usual}
      onChange={(value: DayHours) => set({ [field]: value })}
    />
  );
  return (
    <Sheet
      open
      side="side"
      width={640}
      onClose={onClose}
      title={t('establishTitle')}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} onClick={() => void submit()}>
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={editing.form}>
        <div className={editing.two}>
          <SelectField
            label={t('new.parent')}
            value={orgUnitId}
            disabled={attachments.items.length > 0}
            error={fault('orgUnitId')}
            onChange={(event) => setUnit(event.target.value)}
          >
            <option value="">{t('new.choose')}</option>
            {parents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('new.code')}
            hint={t('codeHint')}
            maxLength={20}
            value={code}
            error={fault('code')}
            onChange={(event) => setCode(event.target.value.trim())}
          />
        </div>
        <div className={editing.two}>
          {words('name', 40)}
          <SelectField
            label={t('format')}
            value={record.format}
            hint={
              standard &&
              t('byStandard', {
                zones: standard.zones.length,
                windows: standard.windows.reduce((sum, { count }) => sum + count, 0),
              })
            }
            onChange={(event) => set({ format: event.target.value as BranchFormat })}
          >
            {BranchFormat.options.map((value) => (
              <option key={value} value={value}>
                {o(`format.${value}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <div className={editing.two}>
          {words('city', 20)}
          {words('address', 100)}
          {place('latitude')}
          {place('longitude')}
          {words('licenceNo', 40)}
          {words('phone', 30)}
        </div>
        <TextField
          label={t('new.area')}
          type="number"
          min={0}
          value={record.areaSquareMetres}
          hint={standard && t('areaUsual', standard.area)}
          onChange={(event) => set({ areaSquareMetres: Number(event.target.value) })}
        />
        <fieldset className={editing.group}>
          <legend>{t('new.hours')}</legend>
          {hours('weekdayHours')}
          {hours('weekendHours')}
          {hours('holidayHours')}
          <NoonField
            label={t('new.noonBreak')}
            value={record.noonBreak}
            onChange={(noonBreak) => set({ noonBreak })}
          />
          {hours('corporateWeekdayHours')}
        </fieldset>
        <TextField
          label={t('effectiveOn')}
          type="date"
          min={today}
          value={effectiveOn}
          onChange={(event) => setDay(event.target.value)}
        />
        {orgUnitId !== '' && <AttachmentField label={t('files')} attachments={attachments} />}
        <TextAreaField
          label={t('reason')}
          hint={t('reasonNeeded')}
          error={fault('reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
