import { accessEndpoints } from '@huiting/contracts/access';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { signInWaysQuery } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { accountText } from '../access.account.text.ts';
import styles from './account-forms.module.css';

/** One-time codes: confirm the password, scan the secret, show a code of it. */
export function SecondFactor({ onDone }: { readonly onDone: () => void }) {
  const t = useText(accountText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  // Where people have no passwords, having just come from the identity provider stands for one.
  const withPassword = useQuery(signInWaysQuery).data?.password !== false;
  const [password, setPassword] = useState('');
  const [made, setMade] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const told = (...codes: readonly string[]) => ({
    onProblem: (problem: { code: string; title: string }) => {
      if (!codes.includes(problem.code)) return false;
      setWrong(problem.title);
      return true;
    },
  });

  async function begin(event: FormEvent) {
    event.preventDefault();
    const answer = await run(accessEndpoints.beginSecondFactor, { password }, told('access.password_wrong'));
    if (answer) setMade(answer);
  }
  async function confirm(event: FormEvent) {
    event.preventDefault();
    const answer = await run(
      accessEndpoints.confirmSecondFactor,
      { code },
      told('access.second_factor_wrong'),
    );
    if (!answer) return;
    toast({ words: t('enrolled') });
    onDone();
  }
  if (made === null)
    return (
      <form className={styles.form} onSubmit={(event) => void begin(event)} noValidate>
        <p className={styles.hint}>{t('secondFactorHint')}</p>
        {withPassword && (
          <TextField
            label={t('beginPassword')}
            type="password"
            autoComplete="current-password"
            value={password}
            error={wrong}
            onChange={(event) => {
              setPassword(event.target.value);
              setWrong(null);
            }}
          />
        )}
        <Button type="submit" kind="primary" busy={busy !== null} disabled={withPassword && password === ''}>
          {t('begin')}
        </Button>
      </form>
    );
  return (
    <form className={styles.form} onSubmit={(event) => void confirm(event)} noValidate>
      <p className={styles.hint}>{t('scan')}</p>
      <div className={styles.scan}>
        <QrCode text={made.uri} size={176} label={t('qr')} />
        <span className={styles.secret}>
          {t('secret')}
          <code>{made.secret}</code>
        </span>
      </div>
      <TextField
        label={t('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        error={wrong}
        onChange={(event) => {
          setCode(event.target.value);
          setWrong(null);
        }}
      />
      <Button type="submit" kind="primary" busy={busy !== null} disabled={code.trim().length < 6}>
        {t('confirm')}
      </Button>
    </form>
  );
}
