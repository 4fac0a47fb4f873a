import { CorrectionField, privacyEndpoints, RequestKind } from '@huiting/contracts/privacy';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import styles from '../components/consents.module.css';
import { requestsText } from './requests.text.ts';

const hints = {
  access: 'copyHint',
  export: 'copyHint',
  correct: 'correctHint',
  delete: 'deleteHint',
} as const satisfies Record<RequestKind, string>;

/** A request as it is written down at the counter: what for, and of a correction what it should be. */
export function RequestForm({
  branchId,
  customerId,
  onEnd,
}: {
  readonly branchId: string;
  readonly customerId: string;
  readonly onEnd: () => void;
}) {
  const t = useText(requestsText);
  const show = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [kind, setKind] = useState<RequestKind>('access');
  const [field, setField] = useState<CorrectionField | 'other'>('phone');
  const [value, setValue] = useState('');
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const isOfField = kind === 'correct' && field !== 'other';

  async function send() {
    if (isOfField && value.trim() === '') return setProblem(t('valueBad'));
    if (kind === 'correct' && field === 'other' && words.trim() === '') return setProblem(t('wordsNeeded'));
    const filed = await run(
      privacyEndpoints.fileRequest,
      { branchId, customerId, kind, words, correction: isOfField ? { field, value } : null },
      {
        onProblem: ({ code }) => {
          if (code === 'customer.bad_identifier') setProblem(t('valueBad'));
          else if (code === 'privacy.request_running') setProblem(t('running'));
          else return false;
          return true;
        },
      },
    );
    if (!filed) return;
    show({ words: t('filed', { day: filed.request.dueOn }) });
    onEnd();
  }
  return (
    <div className={styles.form}>
      <ChoiceChips
        single
        label={t('kind')}
        options={RequestKind.options.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        chosen={[kind]}
        onChange={([next]) => {
          if (next !== undefined) setKind(next);
          setProblem(null);
        }}
      />
      <small>{t(hints[kind])}</small>
      {kind === 'correct' && (
        <SelectField
          label={t('field')}
          value={field}
          onChange={(event) => setField(event.target.value as CorrectionField | 'other')}
        >
          {[...CorrectionField.options, 'other' as const].map((one) => (
            <option key={one} value={one}>
              {t(`field.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      {isOfField && (
        <TextField
          label={t('value')}
          hint={field === 'birthDate' ? t('birthForm') : undefined}
          error={problem}
          maxLength={60}
          autoComplete="off"
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
            setProblem(null);
          }}
        />
      )}
      <TextAreaField
        label={t('words')}
        error={isOfField ? null : problem}
        maxLength={500}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setProblem(null);
        }}
      />
      <div className={styles.acts}>
        <Button kind="primary" busy={busy !== null} onClick={() => void send()}>
          {t('send')}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
