import { accessEndpoints } from '@huiting/contracts/access';
import { useState, type FormEvent } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { accountText } from '../access.account.text.ts';
import styles from './account-forms.module.css';

const fieldOf: Readonly<Record<string, 'current' | 'next'>> = {
  'access.password_wrong': 'current',
  'access.password_weak': 'next',
  'access.password_used': 'next',
};

/** My own password; what is refused is said at its field. */
export function ChangePassword({ onDone }: { readonly onDone: () => void }) {
  const t = useText(accountText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [words, setWords] = useState({ current: '', next: '', again: '' });
  const [wrong, setWrong] = useState<{ field: keyof typeof words; words: string } | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (words.next !== words.again) {
      setWrong({ field: 'again', words: t('differ') });
      return;
    }
    const answer = await run(
      accessEndpoints.changePassword,
      { current: words.current, next: words.next },
      {
        onProblem: (problem) => {
          const field = fieldOf[problem.code];
          if (field !== undefined) setWrong({ field, words: problem.title });
          return field !== undefined;
        },
      },
    );
    if (!answer) return;
    toast({ words: t('changed') });
    onDone();
  }
  const field = (name: keyof typeof words, autoComplete: string) => (
    <TextField
      label={t(name)}
      type="password"
      name={name}
      autoComplete={autoComplete}
      value={words[name]}
      error={wrong?.field === name ? wrong.words : null}
      onChange={(event) => {
        setWords({ ...words, [name]: event.target.value });
        setWrong(null);
      }}
    />
  );
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {field('current', 'current-password')}
      {field('next', 'new-password')}
      {field('again', 'new-password')}
      <p className={styles.hint}>{t('rules')}</p>
      <Button
        type="submit"
        kind="primary"
        busy={busy !== null}
        disabled={words.current === '' || words.next === '' || words.again === ''}
      >
        {t('save')}
      </Button>
    </form>
  );
}
