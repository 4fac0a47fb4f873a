import { lazy, Suspense, useEffect, useState } from 'react';
import { profileText } from '../../features/access/access.profile.text.ts';
import { useText, type Locale } from '../../lib/i18n.ts';
import { useOwnLooks } from '../../lib/own-looks.ts';
import { useSignOut } from '../../lib/session.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { useColorVision } from '../../ui/modes.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import {
  defaultKeys,
  keyedActs,
  keyName,
  storeKeys,
  useDeskKeys,
  withKey,
  type KeyedAct,
} from './desk-keys.ts';
import styles from './desk-settings.module.css';
import { tellerText } from './teller.text.ts';

const OwnProfile = lazy(() =>
  import('../../features/access/components/own-profile.tsx').then((part) => ({ default: part.OwnProfile })),
);

/** Keys, colours and language of this browser. */
export function DeskSettings({ onClose }: { readonly onClose: () => void }) {
  const t = useText(tellerText);
  const profile = useText(profileText);
  const [isProfileOpen, setProfileOpen] = useState(false);
  const { locale, chooseLocale } = useOwnLooks();
  const keys = useDeskKeys();
  const signOut = useSignOut();
  const [vision, setVision] = useColorVision();
  const [recording, setRecording] = useState<KeyedAct | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (!recording) return;
    function press(event: KeyboardEvent) {
      if (!recording || event.key === 'Shift' || event.key === 'Control' || event.key === 'Alt') return;
      event.preventDefault();
      event.stopPropagation();
      const name = event.key === 'Escape' ? null : keyName(event);
      if (event.key === 'Escape') setRecording(null);
      else if (name === null) setProblem(t('keysRefused'));
      else {
        const next = withKey(keys, recording, name);
        if ('takenBy' in next) setProblem(t('keysTaken', { act: t(`key.${next.takenBy}`) }));
        else {
          storeKeys(next);
          setProblem(null);
          setRecording(null);
        }
      }
    }
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [recording, keys, t]);

  return (
    <Sheet
      open
      side="side"
      onClose={onClose}
      title={t('settings')}
      actions={
        <>
          <Button icon="user" onClick={() => setProfileOpen(true)}>
            {profile('title')}
          </Button>
          <Button icon="logout" onClick={() => void signOut()}>
            {t('signOutAccount')}
          </Button>
        </>
      }
    >
      {isProfileOpen && (
        <Suspense fallback={null}>
          <OwnProfile onClose={() => setProfileOpen(false)} />
        </Suspense>
      )}
      <section className={styles.section}>
        <h3>{t('keys')}</h3>
        <p
          className={styles.hint}
          role={problem ? 'alert' : undefined}
          data-problem={problem !== null || undefined}
        >
          {problem ?? t('keysHint')}
        </p>
        <ul className={styles.keys}>
          {keyedActs.map((act) => (
            <li key={act}>
              <button
                type="button"
                data-recording={recording === act || undefined}
                onClick={() => {
                  setProblem(null);
                  setRecording(act);
                }}
              >
                <span>{t(`key.${act}`)}</span>
                {recording === act ? <em>{t('keysPress')}</em> : <KeyCap>{keys[act]}</KeyCap>}
              </button>
            </li>
          ))}
        </ul>
        <Button size="small" icon="undo" onClick={() => storeKeys(defaultKeys)}>
          {t('keysReset')}
        </Button>
      </section>
      <section className={styles.section}>
        <h3>{t('languageSetting')}</h3>
        <Segmented<Locale>
          label={t('languageSetting')}
          value={locale}
          onChange={chooseLocale}
          options={[
            { value: 'zh-CN', label: t('chinese') },
            { value: 'en', label: t('englishName') },
          ]}
        />
      </section>
      <section className={styles.section}>
        <h3>{t('visionMode')}</h3>
        <label className={styles.check}>
          <input type="checkbox" checked={vision} onChange={(event) => setVision(event.target.checked)} />
          {t('visionHint')}
        </label>
      </section>
    </Sheet>
  );
}
