import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../../../lib/format-context.tsx';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icons/icon.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { moved, useSortable } from '../../../../ui/sortable.ts';
import { cellOf, freeCode, withDocument, type HelpOut, type Profile } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
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

interface ProfileFormProps {
  readonly profile: Profile;
  readonly services: readonly NamedService[];
  readonly classCodes: readonly string[];
  readonly words: StrategyWords;
  readonly onChange: (profile: Profile) => void;
}
function ProfileForm({ profile, services, classCodes, words, onChange }: ProfileFormProps) {
  const t = useText(strategyText);
  const { tiers, helpOut } = profile;
  const sortable = useSortable(tiers.length, (from, to) =>
    onChange({ ...profile, tiers: moved(tiers, from, to) }),
  );
  const serviceOptions = services.map(({ code }) => ({ value: code, label: words.service(code) }));
  const classOptions = classCodes.map((code) => ({ value: code, label: words.classOf(code) }));
  const setHelp = (rule: HelpOut, next: HelpOut) =>
    onChange({ ...profile, helpOut: helpOut.map((one) => (one === rule ? next : one)) });
  return (
    <div className={styles.profileForm}>
      <label className={styles.field}>
        <span>{t('profileName')}</span>
        <Input
          value={profile.name}
          maxLength={40}
          onChange={(event) => onChange({ ...profile, name: event.target.value })}
        />
      </label>
      <h3>{t('tiersTitle')}</h3>
      <ol className={styles.tiers} data-sortable>
        {tiers.map((tier, index) => (
          // A tier has no name: its place is what it is.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} {...sortable.row(index)}>
            <button
              type="button"
              data-handle
              className={styles.handle}
              aria-label={t('tier_', { place: index + 1 })}
              {...sortable.handle(index)}
            >
              <Icon name="menu" />
            </button>
            <b>{t('tier_', { place: index + 1 })}</b>
            <Select
              mode="multiple"
              className={styles.wide ?? ''}
              aria-label={t('service')}
              placeholder={t('anyService')}
              value={tier.serviceCodes === 'any' ? [] : tier.serviceCodes}
              options={serviceOptions}
              onChange={(codes) =>
                onChange({
                  ...profile,
                  tiers: tiers.map((one, at) =>
                    at === index ? { ...one, serviceCodes: codes.length === 0 ? 'any' : codes } : one,
                  ),
                })
              }
            />
            <Select
              mode="multiple"
              className={styles.medium ?? ''}
              aria-label={t('class')}
              placeholder={t('anyClass')}
              value={tier.classCodes === undefined || tier.classCodes === 'any' ? [] : tier.classCodes}
              options={classOptions}
              onChange={(codes) =>
                onChange({
                  ...profile,
                  tiers: tiers.map((one, at) =>
                    at === index
                      ? {
                          serviceCodes: one.serviceCodes,
                          ...(codes.length === 0 ? {} : { classCodes: codes }),
                        }
                      : one,
                  ),
                })
              }
            />
            <Button
              size="small"
              kind="quiet"
              icon="trash"
              aria-label={t('remove')}
              onClick={() => onChange({ ...profile, tiers: tiers.filter((_, at) => at !== index) })}
            />
          </li>
        ))}
      </ol>
      <Button
        size="small"
        icon="plus"
        onClick={() =>
          onChange({
            ...profile,
            tiers: [...tiers, { serviceCodes: services.slice(0, 1).map(({ code }) => code) }],
          })
        }
      >
        {t('addTier')}
      </Button>
      <h3>{t('helpTitle')}</h3>
      <ul className={styles.helps}>
        {helpOut.map((rule, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <p>{words.help(rule)}</p>
            <div className={styles.helpForm}>
              <Select
                allowClear
                aria-label={t('helpService')}
                placeholder={t('anyService')}
                className={styles.medium ?? ''}
                value={rule.when.serviceCode}
                options={serviceOptions}
                onChange={(value: string | undefined) =>
                  setHelp(rule, { ...rule, when: without(rule.when, 'serviceCode', value) })
                }
              />
              <Select
                allowClear
                aria-label={t('helpClass')}
                placeholder={t('anyClass')}
                className={styles.medium ?? ''}
                value={rule.when.classCode}
                options={classOptions}
                onChange={(value: string | undefined) =>
                  setHelp(rule, { ...rule, when: without(rule.when, 'classCode', value) })
                }
              />
              <InputNumber
                min={0}
                max={480}
                prefix={t('helpWait')}
                aria-label={t('helpWait')}
                className={styles.number ?? ''}
                value={rule.when.waitMinutesOver ?? null}
                onChange={(value) =>
                  setHelp(rule, { ...rule, when: without(rule.when, 'waitMinutesOver', value ?? undefined) })
                }
              />
              <InputNumber
                min={0}
                max={500}
                prefix={t('helpCount')}
                aria-label={t('helpCount')}
                className={styles.number ?? ''}
                value={rule.when.waitingOver ?? null}
                onChange={(value) =>
                  setHelp(rule, { ...rule, when: without(rule.when, 'waitingOver', value ?? undefined) })
                }
              />
              <Select
                mode="multiple"
                aria-label={t('helpThen')}
                placeholder={t('anyService')}
                className={styles.wide ?? ''}
                value={rule.serviceCodes === 'any' ? [] : rule.serviceCodes}
                options={serviceOptions}
                onChange={(codes) =>
                  setHelp(rule, { ...rule, serviceCodes: codes.length === 0 ? 'any' : codes })
                }
              />
              <Select
                aria-label={t('helpThen')}
                className={styles.medium ?? ''}
                value={rule.rank}
                options={(['before', 'after'] as const).map((value) => ({
                  value,
                  label: t(`rank.${value}`),
                }))}
                onChange={(rank) => setHelp(rule, { ...rule, rank })}
              />
              <Button
                size="small"
                kind="quiet"
                icon="trash"
                aria-label={t('remove')}
                onClick={() => onChange({ ...profile, helpOut: helpOut.filter((one) => one !== rule) })}
              />
            </div>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        onClick={() =>
          onChange({
            ...profile,
            helpOut: [...helpOut, { when: { waitMinutesOver: 15 }, serviceCodes: 'any', rank: 'after' }],
          })
        }
      >
        {t('addHelp')}
      </Button>
    </div>
  );
}

function without<K extends keyof HelpOut['when']>(
  when: HelpOut['when'],
  name: K,
  value: HelpOut['when'][K] | undefined,
): HelpOut['when'] {
  const { [name]: _old, ...others } = when;
  return value === undefined ? others : { ...others, [name]: value };
}
