import { useNamed, useText } from '../../../lib/i18n.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { bookText } from './book.text.ts';
import { CodeField } from './code-field.tsx';
import styles from './contact-step.module.css';
import { isCode, isPhone, type Contact, type ContactProblem } from './contact.ts';

interface ContactStepProps {
  readonly branch: { readonly name: string; readonly address: string };
  readonly serviceName: { readonly zh: string; readonly en: string } | null;
  readonly start: number;
  readonly end: number | null;
  readonly contact: Contact;
  readonly onContact: (contact: Contact) => void;
  readonly problem: ContactProblem | null;
  readonly onProblem: (problem: ContactProblem) => void;
  readonly onChangeTime: () => void;
  readonly onSubmit: () => void;
}

/** Who comes, and the proof that the phone is theirs. */
export function ContactStep(props: ContactStepProps) {
  const { branch, serviceName, start, end, contact, onContact, problem, onProblem } = props;
  const t = useText(bookText);
  const named = useNamed();
  const format = useFormat();
  const errorOf = (field: ContactProblem['field']) => (problem?.field === field ? problem.words : null);

  function check() {
    if (contact.name.trim() === '') onProblem({ field: 'name', words: t('nameNeeded') });
    else if (!isPhone(contact.phone)) onProblem({ field: 'phone', words: t('phoneNeeded') });
    else if (!isCode(contact.code)) onProblem({ field: 'code', words: t('codeNeeded') });
    else props.onSubmit();
  }

  return (
    <form
      id="contact"
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <div className={styles.summary}>
        <dl>
          <div>
            <dt>{t('branch')}</dt>
            <dd>{branch.name}</dd>
          </div>
          <div>
            <dt>{t('service')}</dt>
            <dd>{serviceName && named(serviceName)}</dd>
          </div>
          <div>
            <dt>{t('time')}</dt>
            <dd>
              {format.day(start)}{' '}
              <span className="num">
                {end === null ? format.clock(start) : format.clockRange(start, end)}
              </span>
            </dd>
          </div>
        </dl>
        <Button kind="link" icon="edit" onClick={props.onChangeTime}>
          {t('change')}
        </Button>
      </div>
      {problem?.field === 'day' && (
        <div className={styles.alert} role="alert">
          <Icon name="warnSolid" size="1.3em" />
          <span>
            <strong>{problem.words}</strong>
            {t('alreadyHint')}
          </span>
          <Button size="small" onClick={props.onChangeTime}>
            {t('otherDay')}
          </Button>
        </div>
      )}
      {problem?.field === 'form' && (
        <div className={styles.alert} role="alert">
          <Icon name="warnSolid" size="1.3em" />
          <span>{problem.words}</span>
        </div>
      )}
      <div className={styles.fields}>
        <TextField
          label={t('name')}
          name="name"
          autoComplete="name"
          placeholder={t('namePlaceholder')}
          maxLength={40}
          value={contact.name}
          onChange={(event) => onContact({ ...contact, name: event.target.value })}
          error={errorOf('name')}
        />
        <CodeField contact={contact} onContact={onContact} problem={problem} onProblem={onProblem} />
        <TextField
          label={t('note')}
          name="note"
          placeholder={t('notePlaceholder')}
          maxLength={100}
          value={contact.note}
          onChange={(event) => onContact({ ...contact, note: event.target.value })}
        />
      </div>
      <p className={styles.consent}>
        <Icon name="shield" size="1.2em" />
        {t('consent')}
      </p>
    </form>
  );
}
