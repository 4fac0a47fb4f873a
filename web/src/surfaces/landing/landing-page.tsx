import { sessionEndpoints } from '@huiting/contracts/access/session';
import { firstRunEndpoints } from '@huiting/contracts/first-run';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call } from '../../lib/api.ts';
import { setLocale, useLocale, useText, type Locale } from '../../lib/i18n.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { ClockFace } from '../../ui/clock-face.tsx';
import { Icon, type IconName } from '../../ui/icons/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './landing-page.module.css';
import { landingText } from './landing.text.ts';

/** User names as `npm start` prints them (server/src/demo/demo.accounts.ts); shown in a demo bank only. */
const places = [
  { name: 'teller', icon: 'card', accounts: ['teller', 'supervisor'] },
  { name: 'pad', icon: 'users', accounts: ['lobby', 'wealth'] },
  { name: 'h5', icon: 'smartphone', accounts: [] },
  {
    name: 'console',
    icon: 'bank',
    accounts: ['manager', 'region', 'headoffice', 'sysadmin', 'secadmin', 'auditor'],
  },
  { name: 'lobby', icon: 'monitor', accounts: [] },
] as const satisfies readonly { name: string; icon: IconName; accounts: readonly string[] }[];

/** Seen once in the life of a bank. */
const SetupForm = lazy(() => import('./setup-form.tsx').then(({ SetupForm: form }) => ({ default: form })));

/** The front door: every surface with its address and, in a demo bank, who may go in. */
export function LandingPage() {
  const t = useText(landingText);
  const locale = useLocale();
  // only a demo bank answers
  const demo = useQuery({
    queryKey: ['access', 'demo'],
    queryFn: ({ signal }) => call(sessionEndpoints.listDemoPeople, {}, { signal, tries: 1 }),
    staleTime: Number.POSITIVE_INFINITY,
  }).isSuccess;
  const firstRun = useQuery({
    queryKey: ['platform', 'firstRun'],
    queryFn: ({ signal }) => call(firstRunEndpoints.getFirstRun, {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isEmpty = firstRun.data?.isEmpty === true;
  return (
    <div className={styles.page}>
      <header className={styles.hero}>
        <div className={styles.bar}>
          <BrandMark size={40} />
          <strong>{t('product')}</strong>
          <span className={styles.clock}>
            <ClockFace size={22} />
          </span>
          <Segmented<Locale>
            label={t('language')}
            value={locale}
            onChange={(next) => void setLocale(next)}
            options={[
              { value: 'zh-CN', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
          />
        </div>
        <h1>{t('tagline')}</h1>
        <p>{t(isEmpty ? 'leadEmpty' : 'lead')}</p>
      </header>
      {isEmpty ? (
        <Suspense fallback={null}>
          <SetupForm onDone={() => void firstRun.refetch()} />
        </Suspense>
      ) : (
        <main className={styles.places}>
          {places.map((place) => (
            <article key={place.name} className={styles.place} data-place={place.name}>
              <a className={styles.enter} href={`/${place.name}/`}>
                <span className={styles.icon}>
                  <Icon name={place.icon} size={26} />
                </span>
                <span className={styles.words}>
                  <h2>{t(`${place.name}.name`)}</h2>
                  <p>{t(`${place.name}.words`)}</p>
                </span>
                <span className={styles.go}>
                  <code>/{place.name}/</code>
                  <span>
                    {t('open')}
                    <Icon name="arrowRight" />
                  </span>
                </span>
              </a>
              {demo && (
                <footer className={styles.accounts}>
                  {place.accounts.length > 0 ? (
                    <>
                      <span className={styles.label}>{t('accounts')}</span>
                      <ul>
                        {place.accounts.map((account) => (
                          <li key={account}>
                            <b>{account}</b>
                            {t(`role.${account}`)}
                          </li>
                        ))}
                      </ul>
                    </>
                  ) : place.name === 'lobby' ? (
                    <span className={styles.label}>{t('chooseTerminal')}</span>
                  ) : (
                    <>
                      <span className={styles.label}>{t('noAccount')}</span>
                      <a href="/h5/inbox">{t('inbox')}</a>
                    </>
                  )}
                </footer>
              )}
            </article>
          ))}
          {demo && (
            <aside className={styles.note}>
              <Icon name="infoSolid" size={20} />
              <span>
                <strong>{t('demoTitle')}</strong>
                {t('demoHint')}
              </span>
            </aside>
          )}
        </main>
      )}
      <footer className={styles.foot}>
        <a href="/api/openapi.json">{t('api')}</a>
      </footer>
    </div>
  );
}
