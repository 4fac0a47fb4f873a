import type { OrgUnit } from '@huiting/contracts/organization';
import { unitEndpoints } from '@huiting/contracts/organization/units';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import editing from '../editing/editing.module.css';
import { orgUnitsQuery } from '../organization.queries.ts';
import { applicationsText } from './applications.text.ts';

type Level = 'regionalBranch' | 'subBranch';

/** A region or a sub-branch of the tree, from today. */
export function UnitSheet({
  units,
  onClose,
}: {
  readonly units: readonly OrgUnit[];
  readonly onClose: () => void;
}) {
  const t = useText(applicationsText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [level, setLevel] = useState<Level>('regionalBranch');
  const parents = units.filter((unit) =>
    level === 'regionalBranch'
      ? unit.level === 'headOffice'
      : unit.level === 'headOffice' || unit.level === 'regionalBranch',
  );
  const [chosen, setParent] = useState('');
  const orgUnitId = parents.some(({ id }) => id === chosen) ? chosen : (parents[0]?.id ?? '');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const isCode = /^[A-Za-z0-9]{1,20}$/.test(code);
  const isName = name.trim().length >= 2;

  async function save() {
    setAsked(true);
    if (!isCode || !isName || orgUnitId === '') return;
    const answer = await run(unitEndpoints.createUnit, {
      orgUnitId,
      level,
      code,
      name: name.trim(),
    });
    if (!answer) return;
    await queries.invalidateQueries({ queryKey: orgUnitsQuery.queryKey });
    toast({ words: t('unit.made', { name: answer.unit.name }) });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('unit.title')}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} onClick={() => void save()}>
            {t('unit.save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={editing.form}>
        <SelectField
          label={t('unit.level')}
          value={level}
          onChange={(event) => setLevel(event.target.value as Level)}
        >
          <option value="regionalBranch">{t('unit.regionalBranch')}</option>
          <option value="subBranch">{t('unit.subBranch')}</option>
        </SelectField>
        <SelectField
          label={t('new.parent')}
          value={orgUnitId}
          onChange={(event) => setParent(event.target.value)}
        >
          {parents.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('new.code')}
          hint={t('codeHint')}
          maxLength={20}
          value={code}
          error={asked && !isCode ? t('codeForm') : null}
          onChange={(event) => setCode(event.target.value.trim())}
        />
        <TextField
          label={t('unit.name')}
          maxLength={40}
          value={name}
          error={asked && !isName ? t('needed') : null}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
