import { customerEndpoints, type CustomerView } from '@huiting/contracts/customer';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { customerViewQuery } from '../customer.queries.ts';
import { customerText } from '../customer.text.ts';
import styles from './consents.module.css';

interface ConsentsProps {
  readonly branchId: string;
  readonly view: CustomerView;
}

/** How the customer agreed to be recognised; as easily taken back as given. */
export function Consents({ branchId, view }: ConsentsProps) {
  const t = useText(customerText);
  const show = useToast();
  const queries = useQueryClient();
  const may = useMay(customerEndpoints.setConsent);
  const { run, busy } = useCommand(useProblemToast());
  const [asking, setAsking] = useState(false);
  const [plate, setPlate] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  async function set(purpose: 'face' | 'plate', given: boolean) {
    const answer = await run(
      customerEndpoints.setConsent,
      { branchId, customerId: view.id, purpose, given, plate: given ? plate.trim() : null },
      {
        onProblem: ({ code, title }) => {
          if (!given) return false;
          setProblem(code === 'customer.bad_identifier' ? t('plateBad') : title);
          return true;
        },
      },
    );
    if (!answer) return;
    setAsking(false);
    setPlate('');
    show({ words: t(given ? 'plateSaved' : 'withdrawn') });
    await queries.invalidateQueries({ queryKey: customerViewQuery(branchId, view.id).queryKey });
  }
  const line = (purpose: 'face' | 'plate', given: boolean, words: string | null) => (
    <li>
      <span>{t(purpose === 'face' ? 'consentFace' : 'consentPlate')}</span>
      <strong>{given ? [t('consentGiven'), words].filter(Boolean).join(' · ') : t('consentNone')}</strong>
      {may && given && (
        <Button kind="link" disabled={busy !== null} onClick={() => void set(purpose, false)}>
          {t('withdraw')}
        </Button>
      )}
      {may && !given && purpose === 'plate' && !asking && (
        <Button kind="link" onClick={() => setAsking(true)}>
          {t('givePlate')}
        </Button>
      )}
    </li>
  );
  return (
    <>
      <ul className={styles.lines}>
        {line('face', view.faceConsent, null)}
        {line('plate', view.plateConsent, view.maskedPlate)}
      </ul>
      {asking && (
        <div className={styles.form}>
          <TextField
            label={t('plate')}
            hint={t('plateHint')}
            error={problem}
            maxLength={12}
            autoComplete="off"
            value={plate}
            onChange={(event) => {
              setPlate(event.target.value);
              setProblem(null);
            }}
          />
          <Button kind="tint" busy={busy !== null} onClick={() => void set('plate', true)}>
            {t('plateAgreed')}
          </Button>
        </div>
      )}
    </>
  );
}
