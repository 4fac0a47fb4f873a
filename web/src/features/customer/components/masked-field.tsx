import { clearForMs, personalFields } from '@huiting/contracts/core/classification';
import { customerEndpoints } from '@huiting/contracts/customer';
import { useEffect, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { customerText } from '../customer.text.ts';
import styles from './masked-field.module.css';

const reasons = ['verify', 'contact', 'form'] as const;
type ReasonKey = (typeof reasons)[number];

interface MaskedFieldProps {
  readonly branchId: string;
  readonly customerId: string;
  readonly field: 'name' | 'idNumber' | 'phone' | 'card';
  readonly masked: string;
}

/** A masked value; in clear for half a minute to those with the right, for a reason that is audited. Kept nowhere. */
export function MaskedField({ branchId, customerId, field, masked }: MaskedFieldProps) {
  const t = useText(customerText);
  const may = usePermission('customer.unmask');
  const { run, busy } = useCommand(useProblemToast());
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<readonly ReasonKey[]>([]);
  const [words, setWords] = useState('');
  const [clear, setClear] = useState<string | null>(null);
  useEffect(() => {
    if (clear === null) return;
    const timer = setTimeout(() => setClear(null), clearForMs);
    return () => clearTimeout(timer);
  }, [clear]);
  const reason = [...chosen.map((key) => t(`reason.${key}`)), words.trim()].filter(Boolean).join('；');

  async function show() {
    const answer = await run(customerEndpoints.unmask, { branchId, customerId, field, reason });
    if (answer) {
      setClear(answer.value);
      setAsking(false);
      setChosen([]);
      setWords('');
    }
  }
  return (
    <div className={styles.field}>
      <span className={styles.row}>
        <span className={styles.label} title={personalFields[field].class}>
          {t(`field.${field}`)}
        </span>
        <span className="num num-medium">{clear ?? masked}</span>
        {may && (
          <Button
            size="small"
            kind="quiet"
            icon={clear ? 'lock' : 'eye'}
            onClick={() => (clear ? setClear(null) : setAsking((on) => !on))}
          >
            {clear ? t('hide') : t('unmask')}
          </Button>
        )}
      </span>
      {asking && (
        <div className={styles.ask}>
          <p>{t('unmaskHint')}</p>
          <ChoiceChips
            label={t('unmaskReason')}
            single
            options={reasons.map((key) => ({ value: key, label: t(`reason.${key}`) }))}
            chosen={chosen}
            onChange={setChosen}
          />
          <TextField
            label={t('unmaskReason')}
            value={words}
            maxLength={120}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button kind="tint" disabled={reason === ''} busy={busy !== null} onClick={() => void show()}>
            {t('show')}
          </Button>
        </div>
      )}
    </div>
  );
}
