import { InputNumber, Select } from 'antd';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import type { HelpOut, Profile } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
import type { StrategyWords } from './strategy-words.tsx';
import styles from '../strategy.module.css';

interface Choice {
  readonly value: string;
  readonly label: string;
}
interface HelpRulesProps {
  readonly profile: Profile;
  readonly serviceOptions: Choice[];
  readonly classOptions: Choice[];
  readonly words: StrategyWords;
  readonly onChange: (profile: Profile) => void;
}

/** When the windows of a profile help out, and what they take then. */
export function HelpRules({ profile, serviceOptions, classOptions, words, onChange }: HelpRulesProps) {
  const t = useText(strategyText);
  const { helpOut } = profile;
  const setHelp = (rule: HelpOut, next: HelpOut) =>
    onChange({ ...profile, helpOut: helpOut.map((one) => (one === rule ? next : one)) });
  return (
    <>
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
    </>
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
