import { type ServiceSetup, type SetupProblem } from '@huiting/contracts/queue';
import { Input, InputNumber, Select } from 'antd';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import type { SetupDraft } from './setup.domain.ts';
import { setupText } from './setup.text.ts';
import { iconOf } from './service-table.tsx';
import styles from './setup.module.css';
import { DiversionFields, firstDiversion } from './diversion-fields.tsx';
import { Problems } from './setup-problems.tsx';
import { Field, Toggle } from './setup-fields.tsx';

/** Pictures a business may have at the kiosk. */
const icons: readonly IconName[] = [
  'idCard',
  'yen',
  'swap',
  'card',
  'crown',
  'store',
  'doc',
  'key',
  'globe',
  'smartphone',
  'shield',
  'ticket',
];

interface ServiceFormProps {
  readonly service: ServiceSetup;
  readonly draft: SetupDraft;
  readonly problems: readonly SetupProblem[];
  /** Not yet saved: its code may still change. */
  readonly isNew: boolean;
  readonly onChange: (change: Partial<ServiceSetup>) => void;
}

export function ServiceForm({ service, draft, problems, isNew, onChange }: ServiceFormProps) {
  const t = useText(setupText);
  const named = useNamed();
  const { name, description } = service;
  const number = (value: number | null, least = 1) => Math.max(least, Math.round(value ?? least));
  return (
    <div className={styles.form}>
      <Problems problems={problems} />
      <Field label={t('nameZh')}>
        <Input
          value={name.zh}
          maxLength={30}
          onChange={(e) => onChange({ name: { ...name, zh: e.target.value } })}
        />
      </Field>
      <Field label={t('nameEn')}>
        <Input
          value={name.en}
          maxLength={30}
          onChange={(e) => onChange({ name: { ...name, en: e.target.value } })}
        />
      </Field>
      <Field label={t('descriptionZh')} wide>
        <Input
          value={description.zh}
          maxLength={60}
          onChange={(e) => onChange({ description: { ...description, zh: e.target.value } })}
        />
      </Field>
      <Field label={t('descriptionEn')} wide>
        <Input
          value={description.en}
          maxLength={60}
          onChange={(e) => onChange({ description: { ...description, en: e.target.value } })}
        />
      </Field>
      <Field label={t('code')} hint={isNew ? t('codeHint') : undefined}>
        <Input
          value={service.code}
          disabled={!isNew}
          maxLength={30}
          onChange={(e) => {
            const code = e.target.value.replace(/[^A-Za-z0-9]/g, '').replace(/^[0-9]+/, '');
            if (code !== '') onChange({ code });
          }}
        />
      </Field>
      <Field label={t('group')}>
        <Select
          value={service.groupCode ?? ''}
          options={[
            { value: '', label: t('ungrouped') },
            ...draft.groups.map((group) => ({ value: group.code, label: named(group.name) })),
          ]}
          onChange={(code) => onChange({ groupCode: code === '' ? null : code })}
        />
      </Field>
      <div className={styles.icons} role="radiogroup" aria-label={t('field.icon')}>
        {icons.map((icon) => (
          <button
            key={icon}
            type="button"
            role="radio"
            aria-checked={icon === iconOf(service.icon)}
            aria-label={icon}
            onClick={() => onChange({ icon })}
          >
            <Icon name={icon} size={18} />
          </button>
        ))}
      </div>
      <Field label={t('line')} wide>
        <Select
          value={service.line}
          options={(['personal', 'corporate'] as const).map((value) => ({
            value,
            label: t(`line.${value}`),
          }))}
          onChange={(line) => onChange({ line })}
        />
      </Field>
      <Field label={t('prefix')}>
        <Input
          value={service.prefix}
          maxLength={1}
          onChange={(e) => {
            const letter = e.target.value.toUpperCase();
            if (/^[A-Z]$/.test(letter)) onChange({ prefix: letter });
          }}
        />
      </Field>
      <Field label={t('first')}>
        <InputNumber
          min={1}
          max={9999}
          value={service.firstNumber}
          onChange={(v) => onChange({ firstNumber: number(v) })}
        />
      </Field>
      <Field label={t('last')} hint={t('lastHint')}>
        <InputNumber
          min={1}
          max={9999}
          value={service.lastNumber}
          onChange={(v) => onChange({ lastNumber: v === null ? null : number(v) })}
        />
      </Field>
      <Field label={t('dailyLimit')} hint={t('lastHint')}>
        <InputNumber
          min={1}
          max={9999}
          value={service.dailyLimit}
          onChange={(v) => onChange({ dailyLimit: v === null ? null : number(v) })}
        />
      </Field>
      <Field label={t('waitLimit')}>
        <InputNumber
          min={1}
          max={480}
          value={service.waitLimitMinutes}
          onChange={(v) => onChange({ waitLimitMinutes: number(v) })}
        />
      </Field>
      <Field label={t('standard')}>
        <InputNumber
          min={1}
          max={480}
          value={service.standardMinutes}
          onChange={(v) => onChange({ standardMinutes: number(v) })}
        />
      </Field>
      <Toggle
        label={t('hoursOn')}
        on={service.hours !== null}
        onChange={(on) => onChange({ hours: on ? { open: '09:00', close: '16:00' } : null })}
      />
      {service.hours && (
        <>
          <Field label={t('from')}>
            <Input
              type="time"
              value={service.hours.open}
              onChange={(e) => onChange({ hours: { ...service.hours!, open: e.target.value } })}
            />
          </Field>
          <Field label={t('until')}>
            <Input
              type="time"
              value={service.hours.close}
              onChange={(e) => onChange({ hours: { ...service.hours!, close: e.target.value } })}
            />
          </Field>
        </>
      )}
      <Toggle
        label={t('elder')}
        on={service.elderFriendly}
        onChange={(elderFriendly) => onChange({ elderFriendly })}
      />
      <Toggle
        label={t('offeredOn')}
        hint={t('offeredHint')}
        on={service.offered}
        onChange={(offered) => onChange({ offered })}
      />
      <Toggle
        label={t('diversionOn')}
        on={service.diversion !== null}
        onChange={(on) => onChange({ diversion: on ? firstDiversion : null })}
      />
      {service.diversion && (
        <DiversionFields diversion={service.diversion} onChange={(diversion) => onChange({ diversion })} />
      )}
    </div>
  );
}
