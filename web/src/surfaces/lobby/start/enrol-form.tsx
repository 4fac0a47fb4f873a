import { useState, type FormEvent } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { lobbyText } from '../lobby.text.ts';
import styles from './start-screen.module.css';

export function EnrolForm({
  busy,
  onEnrol,
}: {
  readonly busy: boolean;
  readonly onEnrol: (code: string) => void;
}) {
  const t = useText(lobbyText);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    const plain = code.replace(/[\s-]/g, '').toUpperCase();
    setMissing(plain.length < 4);
    if (plain.length >= 4) onEnrol(plain);
  }
  return (
    <form className={styles.card} onSubmit={submit} noValidate>
      <h2>{t('enrol')}</h2>
      <p>{t('enrolHint')}</p>
      <TextField
        label={t('code')}
        icon="key"
        value={code}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        onChange={(event) => setCode(event.target.value)}
        error={missing ? t('codeMissing') : null}
      />
      <Button type="submit" kind="primary" size="action" block busy={busy}>
        {t('enrolNow')}
      </Button>
    </form>
  );
}
