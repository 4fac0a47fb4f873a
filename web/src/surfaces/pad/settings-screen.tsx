import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useBranch } from '../../features/hall/index.ts';
import { profileText } from '../../features/access/access.profile.text.ts';
import { useText, type Locale } from '../../lib/i18n.ts';
import { useOwnLooks } from '../../lib/own-looks.ts';
import { useMe, useSignOut } from '../../lib/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useColorVision } from '../../ui/modes.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { giveSignal, useSignalSetting } from './alert-signal.ts';
import { useInstallOffer } from './install-offer.ts';
import { padText } from './pad.text.ts';
import styles from './settings-screen.module.css';
import page from './room-page.module.css';

const OwnProfile = lazy(() =>
  import('../../features/access/components/own-profile.tsx').then((part) => ({ default: part.OwnProfile })),
);

/** Language, colours, signals, installing, signing out. */
export function SettingsScreen() {
  const t = useText(padText);
  const me = useMe();
  const branch = useBranch();
  const profile = useText(profileText);
  const [isOpen, setOpen] = useState(false);
  const { locale, chooseLocale } = useOwnLooks();
  const signOut = useSignOut();
  const [vision, setVision] = useColorVision();
  const [signal, setSignal] = useSignalSetting();
  const install = useInstallOffer();
  const go = useNavigate();
  return (
    <main className={page.page}>
      <div className={styles.card}>
        <Row
          title={`${me.name} ${me.staff?.number ?? ''}`}
          hint={`${branch.name} · ${me.idleLogoutMinutes === null ? '' : t('idle', { minutes: me.idleLogoutMinutes })}`}
        >
          <Button icon="logout" onClick={() => void signOut()}>
            {t('signOut')}
          </Button>
        </Row>
        {me.permissions.includes('staff.self') && (
          <Row title={t('room.people')} hint={t('peopleHint')}>
            <Button icon="idCard" onClick={() => void go({ to: '/people' })}>
              {t('peopleOpen')}
            </Button>
          </Row>
        )}
        <Row title={profile('title')} hint={profile('hint')}>
          <Button icon="user" onClick={() => setOpen(true)}>
            {profile('open')}
          </Button>
        </Row>
        <Row title={t('language')}>
          <Segmented<Locale>
            label={t('language')}
            value={locale}
            onChange={chooseLocale}
            options={[
              { value: 'zh-CN', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
          />
        </Row>
        <Row title={t('sound')} hint={t('soundHint')}>
          <Button icon="volume" onClick={() => giveSignal(true)}>
            {t('tryIt')}
          </Button>
          <Switch label={t('sound')} on={signal} onChange={setSignal} />
        </Row>
        <Row title={t('vision')} hint={t('visionHint')}>
          <Switch label={t('vision')} on={vision} onChange={setVision} />
        </Row>
        <Row title={t('offlineCopy')} hint={t('offlineCopyHint')} />
        {install && (
          <Row title={t('install')} hint={t('installHint')}>
            <Button icon="download" onClick={install}>
              {t('installNow')}
            </Button>
          </Row>
        )}
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <OwnProfile onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </main>
  );
}

function Row({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.row}>
      <span>
        <strong>{title}</strong>
        {hint && <small>{hint}</small>}
      </span>
      <span className={styles.end}>{children}</span>
    </div>
  );
}

function Switch({
  label,
  on,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      className={styles.switch}
      onClick={() => onChange(!on)}
    >
      <span />
    </button>
  );
}
