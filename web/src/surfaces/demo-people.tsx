import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { sessionEndpoints } from '@huiting/contracts/access/session';
import { call } from '../lib/api.ts';
import { useText } from '../lib/i18n.ts';
import { useTakeDemoPerson } from '../lib/session.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import styles from './sign-in-screen.module.css';
import { signedInText } from './signed-in.text.ts';

/** In the demo bank anybody may be anybody, anywhere: pick a branch and a person, no password. Absent in a real bank. */
export function DemoPeople() {
  const t = useText(signedInText);
  const take = useTakeDemoPerson();
  const [branchId, setBranchId] = useState('');
  const [userId, setUserId] = useState('');
  const [busy, setBusy] = useState(false);
  const found = useQuery({
    queryKey: ['demoPeople', branchId],
    queryFn: () => call(sessionEndpoints.listDemoPeople, branchId === '' ? {} : { branchId }),
    placeholderData: (before) => before,
  });
  if (found.data === undefined) return null;
  const { branches, people } = found.data;
  const chosen = people.some((person) => person.userId === userId) ? userId : '';

  async function enter() {
    setBusy(true);
    await take(chosen).finally(() => setBusy(false));
  }

  return (
    <section className={styles.demo} aria-label={t('demo.title')}>
      <h3>{t('demo.title')}</h3>
      <SelectField
        label={t('demo.branch')}
        value={branchId}
        onChange={(event) => setBranchId(event.target.value)}
      >
        <option value="">{t('demo.chooseBranch')}</option>
        {branches.map(({ id, name, city }) => (
          <option key={id} value={id}>
            {city} · {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('demo.person')}
        value={chosen}
        disabled={branchId === ''}
        onChange={(event) => setUserId(event.target.value)}
      >
        <option value="">{t('demo.choosePerson')}</option>
        {people.map((person) => (
          <option key={person.userId} value={person.userId}>
            {person.name} · {t(`post.${person.post}`)} {person.number}
          </option>
        ))}
      </SelectField>
      <Button disabled={chosen === ''} busy={busy} onClick={() => void enter()} block>
        {t('demo.enter')}
      </Button>
    </section>
  );
}
