import { useState } from 'react';
import { useOwnLooks } from '../../../lib/own-looks.ts';
import { useText, type Locale } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { textSizes, type TextSize } from '../../../lib/text-size.ts';
import { Button } from '../../../ui/button.tsx';
import { useColorVision } from '../../../ui/modes.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { accountText } from '../access.account.text.ts';
import { profileText } from '../access.profile.text.ts';
import { ChangePassword } from './change-password.tsx';
import styles from './own-profile.module.css';
import { OwnSessions, useOwnSessions } from './own-sessions.tsx';
import { SecondFactor } from './second-factor.tsx';

/** SY-05: what everybody sets for themselves, the same on console, PAD and teller. */
export function OwnProfile({ onClose }: { readonly onClose: () => void }) {
  const t = useText(profileText);
  const account = useText(accountText);
  const me = useMe();
  const [step, setStep] = useState<'password' | 'secondFactor' | null>(null);
  const sessions = useOwnSessions();
  const title = step === null ? t('title') : account(step === 'password' ? 'changePassword' : 'secondFactor');
  function done() {
    setStep(null);
    void sessions.refetch();
  }
  return (
    <Sheet
      open
      side="side"
      width={480}
      onClose={onClose}
      title={title}
      actions={step !== null && <Button onClick={() => setStep(null)}>{t('back')}</Button>}
    >
      {step === 'password' && <ChangePassword onDone={done} />}
      {step === 'secondFactor' && <SecondFactor onDone={done} />}
      {step === null && (
        <div className={styles.parts}>
          <div className={styles.who}>
            <strong>{me.name}</strong>{' '}
            <small className="num">{[me.staff?.number, me.branch?.name].filter(Boolean).join(' · ')}</small>
          </div>
          <Looks />
          <section>
            <h3>{t('safety')}</h3>
            <div className={styles.row}>
              <span>{account('changePassword')}</span>
              <Button icon="lock" onClick={() => setStep('password')}>
                {t('password')}
              </Button>
            </div>
            <div className={styles.row}>
              <span>
                {t('factor')}
                {sessions.data && (
                  <small>{t(sessions.data.hasSecondFactor ? 'factor.on' : 'factor.off')}</small>
                )}
              </span>
              <Button icon="key" onClick={() => setStep('secondFactor')}>
                {t(sessions.data?.hasSecondFactor === true ? 'factorAgain' : 'factorSet')}
              </Button>
            </div>
          </section>
          <OwnSessions query={sessions} />
        </div>
      )}
    </Sheet>
  );
}

function Looks() {
  const t = useText(profileText);
  const { locale, size, chooseLocale, chooseSize } = useOwnLooks();
  const [vision, setVision] = useColorVision();
  return (
    <section>
      <h3>{t('looks')}</h3>
      <div className={styles.row}>
        <span>{t('language')}</span>
        <Segmented<Locale>
          label={t('language')}
          value={locale}
          onChange={chooseLocale}
          options={[
            { value: 'zh-CN', label: t('chinese') },
            { value: 'en', label: t('english') },
          ]}
        />
      </div>
      <div className={styles.row}>
        <span>
          {t('size')}
          <small>{t('sizeHint')}</small>
        </span>
        <Segmented<TextSize>
          label={t('size')}
          value={size}
          onChange={chooseSize}
          options={textSizes.map((value) => ({ value, label: t(`size.${value}`) }))}
        />
      </div>
      <label className={styles.row}>
        <span>
          {t('vision')}
          <small>{t('visionHint')}</small>
        </span>
        <input
          type="checkbox"
          className={styles.check}
          checked={vision}
          onChange={(event) => setVision(event.target.checked)}
        />
      </label>
    </section>
  );
}
