import { applicationEndpoints, applicationFiles } from '@huiting/contracts/organization/applications';
import {
  BranchFormat,
  nextStages,
  type BranchChange,
  type BranchRecord,
} from '@huiting/contracts/organization';
import { useQueryClient } from '@tanstack/react-query';
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
import { organizationText } from '../organization.text.ts';
import { applicationsQuery } from './applications.queries.ts';
import { applicationsText } from './applications.text.ts';
import styles from './applications.module.css';

type Kind = BranchChange['kind'];

/** Changes this branch can be asked to go through now: its stage decides about suspending and closing. */
function kindsOf(branch: BranchRecord): readonly Kind[] {
  const next = nextStages[branch.stage];
  return [
    'rename',
    'move',
    'reformat',
    ...(next.includes('suspended') ? (['suspend'] as const) : []),
    ...(next.includes('closed') ? (['close'] as const) : []),
  ];
}

/** Asks for a change of a branch: what, from when, and why. Whoever is above decides. */
export function ChangeSheet({
  branch,
  onClose,
}: {
  readonly branch: BranchRecord;
  readonly onClose: () => void;
}) {
  const t = useText(applicationsText);
  const o = useText(organizationText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [kind, setKind] = useState<Kind>('rename');
  const [words, setWords] = useState({
    name: branch.name,
    city: branch.city,
    address: branch.address,
    latitude: String(branch.latitude),
    longitude: String(branch.longitude),
    until: '',
    effectiveOn: branch.today.date,
    reason: '',
  });
  const [format, setFormat] = useState(branch.format);
  const attachments = useAttachments(branch.id, applicationFiles);
  const [missing, setMissing] = useState(false);
  const field = (name: keyof typeof words, type = 'text') => (
    <TextField
      label={t(name)}
      type={type}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
    />
  );

  function change(): BranchChange {
    const { name, city, address, until } = words;
    switch (kind) {
      case 'rename':
        return { kind, name };
      case 'move':
        return { kind, city, address, latitude: Number(words.latitude), longitude: Number(words.longitude) };
      case 'reformat':
        return { kind, format };
      case 'suspend':
        return { kind, until: until === '' ? null : until };
      case 'close':
        return { kind };
    }
  }
  async function submit() {
    if (words.reason.trim() === '') {
      setMissing(true);
      return;
    }
    if (!attachments.isSettled) {
      toast({ words: t('filesOpen'), kind: 'warn' });
      return;
    }
    const answer = await run(applicationEndpoints.applyForChange, {
      branchId: branch.id,
      version: branch.version,
      change: change(),
      effectiveOn: words.effectiveOn,
      reason: words.reason,
      files: attachments.fileIds,
    });
    if (!answer) return;
    toast({ words: t('submitted'), forMs: 5000 });
    void queries.invalidateQueries({ queryKey: applicationsQuery(branch.id).queryKey });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('applyTitle', { name: branch.name })}
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
        <SelectField label={t('what')} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {kindsOf(branch).map((value) => (
            <option key={value} value={value}>
              {t(`kind.${value}`)}
            </option>
          ))}
        </SelectField>
        {kind === 'rename' && field('name')}
        {kind === 'move' && (
          <>
            {field('city')}
            {field('address')}
            {field('latitude', 'number')}
            {field('longitude', 'number')}
          </>
        )}
        {kind === 'reformat' && (
          <SelectField
            label={t('format')}
            value={format}
            onChange={(event) => setFormat(event.target.value as BranchFormat)}
          >
            {BranchFormat.options.map((value) => (
              <option key={value} value={value}>
                {o(`format.${value}`)}
              </option>
            ))}
          </SelectField>
        )}
        {kind === 'suspend' && field('until', 'date')}
        {field('effectiveOn', 'date')}
        <TextAreaField
          label={t('reason')}
          hint={t('reasonNeeded')}
          error={missing ? t('reasonNeeded') : null}
          maxLength={200}
          value={words.reason}
          onChange={(event) => {
            setWords({ ...words, reason: event.target.value });
            setMissing(false);
          }}
        />
        <AttachmentField label={t('files')} attachments={attachments} />
      </div>
    </Sheet>
  );
}
