import { DiversionPlace, type Diversion } from '@huiting/contracts/queue';
import { Input, InputNumber, Select } from 'antd';
import { useText } from '../../../lib/i18n.ts';
import { setupText } from './setup.text.ts';
import { Field } from './setup-fields.tsx';

/** What a new piece of advice begins with. */
export const firstDiversion: Diversion = {
  place: 'smartCounter',
  advice: { zh: '', en: '' },
  minutes: 5,
  machines: 1,
  whenWaitOver: 5,
};

/** Where else this business can be done, and when to say so. */
export function DiversionFields({
  diversion,
  onChange,
}: {
  readonly diversion: Diversion;
  readonly onChange: (diversion: Diversion) => void;
}) {
  const t = useText(setupText);
  const change = (part: Partial<Diversion>) => onChange({ ...diversion, ...part });
  return (
    <>
      <Field label={t('place')}>
        <Select
          value={diversion.place}
          options={DiversionPlace.options.map((value) => ({ value, label: t(`place.${value}`) }))}
          onChange={(place) =>
            change({ place, machines: place === 'mobileBank' ? null : (diversion.machines ?? 1) })
          }
        />
      </Field>
      {diversion.machines !== null && (
        <Field label={t('machines')}>
          <InputNumber
            min={1}
            max={50}
            value={diversion.machines}
            onChange={(v) => change({ machines: v ?? 1 })}
          />
        </Field>
      )}
      <Field label={t('placeMinutes')}>
        <InputNumber
          min={1}
          max={120}
          value={diversion.minutes}
          onChange={(v) => change({ minutes: v ?? 1 })}
        />
      </Field>
      <Field label={t('whenOver')}>
        <InputNumber
          min={0}
          max={240}
          value={diversion.whenWaitOver}
          onChange={(v) => change({ whenWaitOver: v ?? 0 })}
        />
      </Field>
      <Field label={t('adviceZh')} wide>
        <Input
          value={diversion.advice.zh}
          maxLength={60}
          onChange={(e) => change({ advice: { ...diversion.advice, zh: e.target.value } })}
        />
      </Field>
      <Field label={t('adviceEn')} wide>
        <Input
          value={diversion.advice.en}
          maxLength={60}
          onChange={(e) => change({ advice: { ...diversion.advice, en: e.target.value } })}
        />
      </Field>
    </>
  );
}
