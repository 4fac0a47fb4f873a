import { useQuery } from '@tanstack/react-query';
import { inboxQuery } from '../../../features/appointment/appointment.queries.ts';
import { InboxList } from '../../../features/appointment/components/inbox-list.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { h5Text } from '../h5.text.ts';
import styles from './inbox-page.module.css';

/** Demo bank only: the simulated phone. */
export function InboxPage({ onHome }: { readonly onHome: () => void }) {
  const t = useText(h5Text);
  const inbox = useQuery(inboxQuery(''));
  if (inbox.data === null) {
    return (
      <PhonePage title={t('inbox')} onBack={onHome}>
        <PhoneNote
          icon="chat"
          title={t('inboxNone')}
          action={<Button onClick={onHome}>{t('toHome')}</Button>}
        >
          <p>{t('inboxNoneHint')}</p>
        </PhoneNote>
      </PhonePage>
    );
  }
  return (
    <PhonePage title={t('inbox')} onBack={onHome}>
      <p className={styles.hint}>
        <Icon name="infoSolid" />
        {t('inboxHint')}
      </p>
      <InboxList phone="" />
    </PhonePage>
  );
}
