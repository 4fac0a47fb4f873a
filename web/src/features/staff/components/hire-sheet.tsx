import { type Post, staffEndpoints } from '@huiting/contracts/staff';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { staffText } from '../staff.text.ts';
import { CertificateLines, type CertificateLine } from './certificate-lines.tsx';
import { useStaffCommand } from './change-act.ts';
import { UnitSelect, type Unit } from './change-person.tsx';
import { PostSelect } from './post-select.tsx';
import { useToday } from './today.ts';
import styles from './staff.module.css';

/** Asks for a new person at a unit, with the certificates their post requires. */
export function HireSheet({
  units,
  onClose,
}: {
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}) {
  const t = useText(staffText);
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const [orgUnitId, setUnit] = useState(units.length === 1 ? units[0]!.id : '');
  const [post, setPost] = useState<Post>('teller');
  const [lines, setLines] = useState<CertificateLine[]>([]);
  const [words, setWords] = useState({
    number: '',
    name: '',
    phone: '',
    email: '',
    effectiveOn: today,
    reason: '',
  });
  const field = (name: keyof typeof words, label: string, type = 'text') => (
    <TextField
      label={label}
      type={type}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.target.value })}
    />
  );
  const isWhole =
    orgUnitId !== '' && [words.number, words.name, words.reason].every((one) => one.trim() !== '');
  async function submit() {
    const { number, name, phone, email, effectiveOn, reason } = words;
    const answer = await run(staffEndpoints.applyForHire, {
      orgUnitId,
      hire: {
        number,
        name,
        post,
        contacts: { phone: phone === '' ? null : phone, email: email === '' ? null : email },
        certificates: lines,
      },
      effectiveOn,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('hired'), forMs: 5000 });
    onClose();
  }
  return (
    <Sheet
      open
      width={860}
      onClose={onClose}
      title={t('hire')}
      actions={
        <>
          <Button kind="primary" disabled={!isWhole} busy={busy !== null} onClick={() => void submit()}>
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
        <div className={styles.two}>
          {field('number', t('hireNumber'))}
          {field('name', t('name'))}
          <PostSelect label={t('postColumn')} value={post} onChange={setPost} />
          {field('effectiveOn', t('from'), 'date')}
          {field('phone', t('phone'))}
          {field('email', t('email'), 'email')}
        </div>
        <h3>{t('certificateList')}</h3>
        <CertificateLines lines={lines} onChange={setLines} />
        {field('reason', t('reason'))}
      </div>
    </Sheet>
  );
}
