import { accountText } from '../features/access/access.account.text.ts';
import { ChangePassword } from '../features/access/components/change-password.tsx';
import { SecondFactor } from '../features/access/components/second-factor.tsx';
import { useText } from '../lib/i18n.ts';
import { useMe, useRenewMe, useSignOut } from '../lib/session.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import styles from './duties-screen.module.css';

/** What a person must do before they may do anything else: one duty after the other. */
export function DutiesScreen() {
  const t = useText(accountText);
  const { duties } = useMe();
  const renew = useRenewMe();
  const signOut = useSignOut();
  const duty = duties[0];
  if (duty === undefined) return null;
  return (
    <main className={styles.screen}>
      <Panel title={t('duty.title')}>
        <div className={styles.duty}>
          <p role="status">{t(`duty.${duty}`)}</p>
          {duty === 'changePassword' ? <ChangePassword onDone={renew} /> : <SecondFactor onDone={renew} />}
          <Button kind="link" onClick={() => void signOut()}>
            {t('signOut')}
          </Button>
        </div>
      </Panel>
    </main>
  );
}
