import { Input, Select } from 'antd';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icons/icon.tsx';
import { moved, useSortable } from '../../../../ui/sortable.ts';
import type { Profile } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
import { HelpRules } from './help-rules.tsx';
import type { NamedService, StrategyWords } from './strategy-words.tsx';
import styles from '../strategy.module.css';

interface ProfileFormProps {
  readonly profile: Profile;
  readonly services: readonly NamedService[];
  readonly classCodes: readonly string[];
  readonly words: StrategyWords;
  readonly onChange: (profile: Profile) => void;
}
/** A profile: its name, in which order it looks, and when it helps out. */
export function ProfileForm({ profile, services, classCodes, words, onChange }: ProfileFormProps) {
  const t = useText(strategyText);
  const { tiers } = profile;
  const sortable = useSortable(tiers.length, (from, to) =>
    onChange({ ...profile, tiers: moved(tiers, from, to) }),
  );
  const serviceOptions = services.map(({ code }) => ({ value: code, label: words.service(code) }));
  const classOptions = classCodes.map((code) => ({ value: code, label: words.classOf(code) }));
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
      <HelpRules {...{ profile, onChange, serviceOptions, classOptions, words }} />
    </div>
  );
}
