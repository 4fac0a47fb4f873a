import { sessionEndpoints, type TerminalKind } from '@huiting/contracts/access/session';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { setLocale, useLocale, useText, type Locale } from '../../../lib/i18n.ts';
import { ApiProblem, hasCode, NetworkProblem } from '../../../lib/problem.ts';
import { BrandMark } from '../../../ui/brand.tsx';
import { SimulatedBadge } from '../../../ui/clock-face.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { lobbyText } from '../lobby.text.ts';
import { choosingWindow, kindIcons, placeOf } from '../terminal-kinds.ts';
import { DemoForm } from './demo-form.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { demoQuery, enrolmentsQuery } from './start.queries.ts';
import styles from './start-screen.module.css';

/** What is this screen? By an administrator's code, or in the demo bank by choice. */
export default function StartScreen() {
  const t = useText(lobbyText);
  const locale = useLocale();
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const demo = useQuery(demoQuery);
  const enrolments = useQuery(enrolmentsQuery);
  const lost = lostKind();

  async function become(make: () => Promise<TerminalKind>, isDemo = false) {
    setBusy(true);
    setWrong(null);
    try {
      const { path, atWindow } = placeOf(await make());
      location.assign(isDemo && atWindow ? `${path}?${choosingWindow}` : path);
    } catch (error) {
      setBusy(false);
      setWrong(t(reasonOf(error)));
    }
  }

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <BrandMark size={52} />
        <div>
          <h1>{t('title')}</h1>
          <p>{t('subtitle')}</p>
        </div>
        <span className={styles.end}>
          <SimulatedBadge />
          <Segmented<Locale>
            label={t('language')}
            value={locale}
            onChange={(next) => void setLocale(next)}
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </span>
      </header>
      <main className={styles.main}>
        {lost && (
          <p className={styles.lost} role="alert">
            <Icon name="warnSolid" size={24} /> {t(`lost.${lost}`)}
          </p>
        )}
        {enrolments.data && enrolments.data.length > 0 && (
          <section className={styles.resume}>
            <h2>{t('resumeHint')}</h2>
            <ul>
              {enrolments.data.map(({ kind, branchName }) => (
                <li key={kind}>
                  <a href={placeOf(kind).path}>
                    <Icon name={kindIcons[kind]} size={28} />
                    <span>
                      <b>{t(`kind.${kind}`)}</b>
                      <small>{branchName}</small>
                    </span>
                    <Icon name="arrowRight" size={22} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {wrong && (
          <p className={styles.lost} role="alert">
            <Icon name="exclaimSolid" size={24} /> {wrong}
          </p>
        )}
        <div className={styles.ways} data-demo={demo.data || undefined}>
          {demo.data && (
            <DemoForm
              busy={busy}
              onTake={(branchId, kind) =>
                void become(
                  async () => (await call(sessionEndpoints.takeDemoTerminal, { branchId, kind }), kind),
                  true,
                )
              }
            />
          )}
          <EnrolForm
            busy={busy}
            onEnrol={(code) =>
              void become(async () => kindOf((await call(sessionEndpoints.enrolTerminal, { code })).surface))
            }
          />
        </div>
      </main>
    </div>
  );
}

function lostKind(): TerminalKind | null {
  const lost = new URLSearchParams(location.search).get('lost');
  return lost !== null && lost in kindIcons ? (lost as TerminalKind) : null;
}

function kindOf(surface: string): TerminalKind {
  if (surface in kindIcons) return surface as TerminalKind;
  throw new Error(`${surface} is not a terminal of the lobby`);
}

function reasonOf(error: unknown) {
  if (hasCode(error, 'access.code_invalid', 'platform.bad_input')) return 'codeInvalid';
  if (hasCode(error, 'access.terminal_not_found')) return 'noTerminal';
  if (hasCode(error, 'platform.not_found', 'platform.forbidden')) return 'notDemo';
  if (error instanceof NetworkProblem || (error instanceof ApiProblem && error.status >= 500))
    return 'networkFailed';
  return 'failed';
}
