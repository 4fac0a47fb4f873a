import type { OrgUnit } from '@huiting/contracts/organization';
import { parameterEndpoints } from '@huiting/contracts/system';
import type { Parameter } from '@huiting/contracts/system';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { currentLocale, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { parameterText } from '../system.parameter.text.ts';
import styles from './parameter-sheet.module.css';

/** A new value for a unit and all below it, or the own one taken back. */
export function ParameterSheet({
  unit,
  parameter,
  onClose,
}: {
  readonly unit: OrgUnit;
  readonly parameter: Parameter;
  readonly onClose: () => void;
}) {
  const t = useText(parameterText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [typed, setTyped] = useState(String(parameter.value));
  const [when, setWhen] = useState<'now' | 'onDay'>('now');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { min, max, name, planned } = parameter;
  const title = currentLocale() === 'en' ? parameter.title.en : parameter.title.zh;
  const value = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null;
  const isSound = value !== null && value >= min && value <= max;
  async function save(next: number | null) {
    setTried(true);
    if (reason.trim() === '' || (when === 'onDay' && day === '')) return;
    const answer = await command.run(parameterEndpoints.setParameter, {
      name,
      orgUnitId: unit.id,
      value: next,
      basedOn: parameter.version,
      effectiveOn: when === 'onDay' ? day : null,
      reason: reason.trim(),
    });
    await queries.invalidateQueries({ queryKey: ['system', 'parameters'] });
    if (!answer) return;
    toast({
      words: next === null ? t('givenBack', { name: title }) : t('saved', { name: title, value: next }),
    });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={`${title} · ${unit.name}`}
      width={480}
      actions={
        <>
          <Button
            kind="primary"
            busy={command.busy !== null}
            onClick={() => (isSound ? void save(value) : setTried(true))}
          >
            {t('save')}
          </Button>
          {(parameter.own !== null || planned !== null) && (
            <Button onClick={() => void save(null)}>{t('back')}</Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField
          label={`${t('newValue')} (${t(`unit.${parameter.unit}`)})`}
          inputMode="numeric"
          value={typed}
          hint={t('range', { min, max })}
          error={tried && !isSound ? t('outOfRange', { min, max }) : null}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Segmented<'now' | 'onDay'>
          label={t('effective')}
          value={when}
          onChange={setWhen}
          options={[
            { value: 'now', label: t('now') },
            { value: 'onDay', label: t('onDay') },
          ]}
        />
        {when === 'onDay' && (
          <TextField
            label={t('onDay')}
            type="date"
            value={day}
            error={tried && day === '' ? t('onDay') : null}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
        <TextField
          label={t('reason')}
          maxLength={200}
          value={reason}
          error={tried && reason.trim() === '' ? t('reasonNeeded') : null}
          onChange={(event) => setReason(event.target.value)}
        />
        {planned !== null && (
          <p className={styles.note}>{t('replaces', { date: format.stamp(planned.effectiveFrom) })}</p>
        )}
      </div>
    </Sheet>
  );
}
