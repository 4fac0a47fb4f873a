import { useState } from 'react';
import { useFormat } from '../../../../lib/format-context.tsx';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { cellOf, freeCode, withDocument, type Profile } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
import { ProfileForm } from './profile-form.tsx';
import { ProblemLine, type PartProps } from './rules-table.tsx';
import type { NamedService, StrategyWords } from './strategy-words.tsx';
import styles from '../strategy.module.css';

export interface StrategyWindow {
  readonly id: string;
  readonly label: string;
  readonly profileCode: string;
  readonly serviceCodes: readonly string[];
}

interface ProfilesPartProps extends PartProps {
  readonly windows: readonly StrategyWindow[];
}

/** Windows × services: in which order each window looks, and when it helps out. The chosen row's profile is edited below. */
export function ProfilesPart({ edited, onChange, words, services, windows, problemsAt }: ProfilesPartProps) {
  const t = useText(strategyText);
  const format = useFormat();
  const { profiles } = edited.document;
  const [chosen, setChosen] = useState(windows[0]?.profileCode ?? profiles[0]?.code ?? '');
  const at = profiles.findIndex(({ code }) => code === chosen);
  const profile = profiles[at];
  const change = (next: readonly Profile[]) => onChange(withDocument(edited, { profiles: [...next] }));
  const unused = profiles.filter(({ code }) => windows.every(({ profileCode }) => profileCode !== code));
  const usedBy = windows.filter(({ profileCode }) => profileCode === chosen).map(({ label }) => label);
  function add() {
    const code = freeCode(
      'profile',
      profiles.map((one) => one.code),
    );
    change([
      ...profiles,
      { code, name: t('addProfile'), nameEn: 'New profile', tiers: [{ serviceCodes: 'any' }], helpOut: [] },
    ]);
    setChosen(code);
  }
  return (
    <>
      <Panel
        title={t('tab.profiles')}
        hint={t('profilesHint')}
        flush
        extra={
          <Button size="small" kind="tint" icon="plus" onClick={add}>
            {t('addProfile')}
          </Button>
        }
      >
        <div className={styles.scroll}>
          <table className={styles.table} data-grid>
            <thead>
              <tr>
                <th>{t('windows')}</th>
                <th>{t('profile')}</th>
                {services.map(({ code }) => (
                  <th key={code}>{words.service(code)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {windows.map((window) => (
                <GridRow
                  key={window.id}
                  label={format.windowName(window.label)}
                  takes={window.serviceCodes}
                  profile={profiles.find(({ code }) => code === window.profileCode) ?? null}
                  name={words.profile(window.profileCode)}
                  chosen={window.profileCode === chosen}
                  onChoose={() => setChosen(window.profileCode)}
                  {...{ services, words }}
                />
              ))}
              {unused.map((one) => (
                <GridRow
                  key={one.code}
                  label={t('usedByNone')}
                  takes={null}
                  profile={one}
                  name={words.profile(one.code)}
                  chosen={one.code === chosen}
                  onChoose={() => setChosen(one.code)}
                  {...{ services, words }}
                />
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      {profile && (
        <Panel
          title={t('editProfile', { name: words.profile(profile.code) })}
          hint={usedBy.length === 0 ? t('usedByNone') : t('usedBy', { windows: format.windowNames(usedBy) })}
          extra={
            usedBy.length === 0 && (
              <Button
                size="small"
                kind="quiet"
                icon="trash"
                onClick={() => change(profiles.filter((one) => one !== profile))}
              >
                {t('remove')}
              </Button>
            )
          }
        >
          {problemsAt(`profiles[${at}]`).length > 0 && (
            <ProblemLine problems={problemsAt(`profiles[${at}]`)} />
          )}
          <ProfileForm
            profile={profile}
            onChange={(next) => change(profiles.map((one) => (one === profile ? next : one)))}
            classCodes={edited.document.classes.map(({ code }) => code)}
            {...{ services, words }}
          />
        </Panel>
      )}
    </>
  );
}

interface GridRowProps {
  readonly label: string;
  /** Null: no window, so nothing is out of reach. */
  readonly takes: readonly string[] | null;
  readonly profile: Profile | null;
  readonly name: string;
  readonly services: readonly NamedService[];
  readonly words: StrategyWords;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}
function GridRow({ label, takes, profile, name, services, words, chosen, onChoose }: GridRowProps) {
  const t = useText(strategyText);
  return (
    <tr data-selected={chosen || undefined} data-idle={takes === null || undefined}>
      <th scope="row">{label}</th>
      <td>
        <button type="button" className={styles.link} onClick={onChoose}>
          {name}
        </button>
      </td>
      {services.map(({ code }) => {
        if (takes !== null && !takes.includes(code))
          return (
            <td key={code} className={styles.closed} title={t('notTaken')}>
              <span aria-label={t('notTaken')}>·</span>
            </td>
          );
        const cell = profile === null ? { tiers: [], helps: [] } : cellOf(profile, code);
        return (
          <td key={code}>
            {cell.tiers.map((tier) => (
              <span key={tier.place} className={styles.tier} data-place={Math.min(tier.place, 3)}>
                <b className="num">{tier.place}</b>
                {tier.only && <small>{tier.only.map(words.classOf).join(words.comma)}</small>}
              </span>
            ))}
            {cell.helps.map((rule) => (
              <span key={JSON.stringify(rule)} className={styles.helpChip} title={words.help(rule)}>
                {t('helpShort')}
              </span>
            ))}
            {cell.tiers.length + cell.helps.length === 0 && <span className={styles.quiet}>—</span>}
          </td>
        );
      })}
    </tr>
  );
}
