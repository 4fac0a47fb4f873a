import { sessionEndpoints } from '@huiting/contracts/access/session';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { call } from '../lib/api.ts';
import { setLocale, useLocale, useText, type Locale } from '../lib/i18n.ts';
import { ApiProblem, hasCode, NetworkProblem } from '../lib/problem.ts';
import { signInWaysQuery, useSignIn } from '../lib/session.tsx';
import { BrandMark } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { SimulatedBadge } from '../ui/clock-face.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon, type IconName } from '../ui/icons/icon.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { uiText } from '../ui/ui.text.ts';
import { DemoPeople } from './demo-people.tsx';
import styles from './sign-in-screen.module.css';
import { signedInText } from './signed-in.text.ts';

/** Once in a PAD's life: not part of the first load. */
const EnrolPad = lazy(() =>
  import('../features/access/components/enrol-pad.tsx').then((part) => ({ default: part.EnrolPad })),
);

const points = [
  ['users', 'point.live'],
  ['shield', 'point.safe'],
  ['wifi', 'point.offline'],
] as const satisfies readonly (readonly [IconName, string])[];

/** One sign-in screen for every staff surface. */
export function SignInScreen({ surface }: { readonly surface: 'console' | 'pad' | 'teller' | 'wall' }) {
  const t = useText(signedInText);
  const ui = useText(uiText);
  const locale = useLocale();
  const signIn = useSignIn();
  const ways = useQuery(signInWaysQuery).data;
  const provider = ways?.provider ?? null;
  const [asked, setAsked] = useState(false);
  const [isEnrolling, setEnrolling] = useState(false);
  // Where there is an identity provider, the form waits until it is asked for.
  const withForm = provider === null || asked;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  /** Null until the server asks for one. */
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!username.trim() || !password) {
      setWrong(t('needBoth'));
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await signIn(username.trim(), password, code ?? undefined);
    } catch (error) {
      if (hasCode(error, 'access.second_factor_needed', 'access.second_factor_wrong')) setCode('');
      else setPassword('');
      setWrong(
        error instanceof ApiProblem
          ? error.title
          : ui(error instanceof NetworkProblem ? 'networkFailed' : 'unexpected'),
      );
    } finally {
      setBusy(false);
    }
  }

  async function toProvider() {
    setBusy(true);
    setWrong(null);
    try {
      const { url } = await call(sessionEndpoints.beginProviderSignIn, {});
      window.location.assign(url);
    } catch (error) {
      setBusy(false);
      setWrong(
        error instanceof ApiProblem
          ? error.title
          : ui(error instanceof NetworkProblem ? 'networkFailed' : 'unexpected'),
      );
    }
  }

  return (
    <main className={styles.screen}>
      <section className={styles.brand}>
        <div className={styles.mark}>
          <BrandMark size={48} />
          <span>{t('product')}</span>
        </div>
        <h1>{t('tagline')}</h1>
        <ul>
          {points.map(([icon, key]) => (
            <li key={key}>
              <Icon name={icon} size={22} />
              {t(key)}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.panel}>
        <div className={styles.top}>
          <SimulatedBadge />
          <Segmented<Locale>
            label={ui('chooseLanguage')}
            value={locale}
            onChange={(next) => void setLocale(next)}
            options={[
              { value: 'zh-CN', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
          />
        </div>
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <h2>{t(`title.${surface}`)}</h2>
          {provider !== null && (
            <Button
              kind={withForm ? 'plain' : 'primary'}
              size="action"
              icon="shield"
              block
              busy={busy && !withForm}
              onClick={() => void toProvider()}
            >
              {t('byProvider', { name: provider.name })}
            </Button>
          )}
          {!withForm && (
            <>
              {wrong !== null && (
                <p role="alert" className={styles.wrong}>
                  {wrong}
                </p>
              )}
              <Button kind="link" onClick={() => setAsked(true)}>
                {t(ways?.password === false ? 'byEmergency' : 'byPassword')}
              </Button>
            </>
          )}
          {withForm && (
            <>
              <TextField
                label={t('username')}
                icon="user"
                name="username"
                autoComplete="username"
                autoCapitalize="none"
                autoFocus
                value={username}
                onChange={(event) => setUsername(event.target.value)}
              />
              <TextField
                label={t('password')}
                icon="lock"
                name="password"
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                error={code === null ? wrong : null}
              />
              {code !== null && (
                <TextField
                  label={t('code')}
                  icon="key"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  autoFocus
                  maxLength={7}
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                  error={wrong}
                />
              )}
              <Button type="submit" kind="primary" size="action" block busy={busy}>
                {t('signIn')}
              </Button>
            </>
          )}
          {surface === 'pad' && (
            <Button kind="link" onClick={() => setEnrolling(true)}>
              {t('enrolPad')}
            </Button>
          )}
          <DemoPeople />
        </form>
      </section>
      {isEnrolling && (
        <Suspense fallback={null}>
          <EnrolPad onClose={() => setEnrolling(false)} />
        </Suspense>
      )}
    </main>
  );
}
