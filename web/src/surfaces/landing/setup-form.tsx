import { firstRunEndpoints } from '@huiting/contracts/first-run';
import { useState, type FormEvent } from 'react';
import { call } from '../../lib/api.ts';
import { useText } from '../../lib/i18n.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { uiText } from '../../ui/ui.text.ts';
import { chairs, setupFaults, type Chair, type PersonDraft, type PersonField } from './setup.domain.ts';
import styles from './setup-form.module.css';
import { setupText } from './setup.text.ts';

const nobody: PersonDraft = { name: '', staffNumber: '', username: '', password: '', again: '' };

/** The first page of a bank: head office and three people who watch one another. Nothing is kept of it but what the server stores. */
export function SetupForm({ onDone }: { readonly onDone: () => void }) {
  const t = useText(setupText);
  const ui = useText(uiText);
  const [bank, setBank] = useState({
    setupCode: '',
    bankName: '',
    headOfficeName: t('headOffice'),
    code: 'HO',
  });
  const [people, setPeople] = useState<Readonly<Record<Chair, PersonDraft>>>({
    system: nobody,
    security: nobody,
    audit: nobody,
    operations: nobody,
  });
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly code: string; readonly words: string } | null>(null);
  const [done, setDone] = useState(false);
  const faults = setupFaults({ ...bank, people });
  const faultOf = (field: string): string | null => {
    const fault = faults[field];
    return asked && fault !== undefined ? t(fault) : null;
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    setRefused(null);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    const sent = (chair: Chair) => {
      const { name, staffNumber, username, password } = people[chair];
      return { name: name.trim(), staffNumber: staffNumber.trim(), username: username.trim(), password };
    };
    try {
      await call(firstRunEndpoints.setUpBank, {
        setupCode: bank.setupCode,
        bankName: bank.bankName,
        headOfficeName: bank.headOfficeName,
        code: bank.code.trim(),
        administrators: { system: sent('system'), security: sent('security'), audit: sent('audit') },
        operations: sent('operations'),
      });
      setDone(true);
    } catch (error) {
      const known = error instanceof ApiProblem;
      setRefused({
        code: known ? error.code : '',
        words: known ? error.title : ui('networkFailed'),
      });
    } finally {
      setBusy(false);
    }
  }

  if (done) {
    return (
      <main className={styles.done} role="status">
        <Icon name="check" size={40} />
        <h2>{t('done')}</h2>
        <p>{t('doneWords')}</p>
        <div className={styles.actions}>
          <Button kind="primary" onClick={() => (globalThis.location.href = '/console/')}>
            {t('toConsole')}
          </Button>
          <Button onClick={onDone}>{ui('close')}</Button>
        </div>
      </main>
    );
  }
  const wrongCode = refused?.code === 'platform.setup_code_wrong' ? refused.words : null;
  const text = (field: keyof typeof bank, more: { hint?: string; error?: string | null } = {}) => (
    <TextField
      label={t(field === 'code' ? 'unitCode' : field === 'setupCode' ? 'code' : field)}
      hint={more.hint}
      error={faultOf(field) ?? more.error ?? null}
      value={bank[field]}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setBank({ ...bank, [field]: event.target.value })}
    />
  );
  return (
    <main>
      <form
        className={styles.form}
        onSubmit={(event) => void submit(event)}
        noValidate
        aria-label={t('title')}
      >
        <fieldset>
          <legend>{t('bank')}</legend>
          <div className={styles.fields}>
            {text('setupCode', { hint: t('codeHint'), error: wrongCode })}
            {text('bankName')}
            {text('headOfficeName')}
            {text('code', { hint: t('unitCodeHint') })}
          </div>
        </fieldset>
        <fieldset>
          <legend>{t('people')}</legend>
          <p className={styles.hint}>{t('peopleHint')}</p>
          <div className={styles.people}>
            {chairs.map((chair) => (
              <Person
                key={chair}
                chair={chair}
                draft={people[chair]}
                faultOf={(field) => faultOf(`${chair}.${field}`)}
                onChange={(draft) => setPeople({ ...people, [chair]: draft })}
              />
            ))}
          </div>
        </fieldset>
        <div className={styles.actions}>
          <Button type="submit" kind="primary" size="action" busy={busy}>
            {t('submit')}
          </Button>
          {asked && Object.keys(faults).length > 0 && (
            <span role="alert">{t('check', { count: Object.keys(faults).length })}</span>
          )}
          {refused !== null && wrongCode === null && <span role="alert">{refused.words}</span>}
        </div>
      </form>
    </main>
  );
}

interface PersonProps {
  readonly chair: Chair;
  readonly draft: PersonDraft;
  readonly faultOf: (field: PersonField) => string | null;
  readonly onChange: (draft: PersonDraft) => void;
}

function Person({ chair, draft, faultOf, onChange }: PersonProps) {
  const t = useText(setupText);
  const field = (name: PersonField, more: { hint?: string; type?: string; autoComplete?: string } = {}) => (
    <TextField
      label={t(name)}
      error={faultOf(name)}
      value={draft[name]}
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="none"
      onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
      {...more}
    />
  );
  return (
    <section role="group" aria-label={t(chair)} className={styles.person}>
      <h3>{t(chair)}</h3>
      <p className={styles.hint}>{t(`${chair}.does`)}</p>
      {field('name')}
      {field('staffNumber')}
      {field('username', { hint: t('usernameHint') })}
      {field('password', { hint: t('passwordHint'), type: 'password', autoComplete: 'new-password' })}
      {field('again', { type: 'password', autoComplete: 'new-password' })}
    </section>
  );
}
