import { CustomerTier } from '@huiting/contracts/customer';
import type { StrategyTest } from '@huiting/contracts/queue';
import type { TestCaseOutcome } from '@huiting/queueing/strategy';
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { newTest } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
import type { PartProps } from './rules-table.tsx';
import styles from '../strategy.module.css';

interface TestsPartProps extends PartProps {
  /** By id of the case; none while the strategy is unsound. */
  readonly outcomes: ReadonlyMap<string, TestCaseOutcome>;
}

/** „Gold, 5 minutes, against ordinary, 12: who is called?“ answered as one edits. */
export function TestsPart({ edited, onChange, words, services, outcomes }: TestsPartProps) {
  const t = useText(strategyText);
  const { tests } = edited;
  const change = (next: readonly StrategyTest[]) => onChange({ ...edited, tests: next });
  return (
    <Panel
      title={t('tab.tests')}
      count={tests.length}
      hint={t('testsHint')}
      extra={
        <Button
          size="small"
          kind="tint"
          icon="plus"
          onClick={() =>
            change([
              ...tests,
              newTest(edited, services[0]?.code ?? '', `${t('newTestName')} ${tests.length + 1}`),
            ])
          }
        >
          {t('addTest')}
        </Button>
      }
    >
      {tests.length === 0 && <EmptyState icon="checkSquare" words={t('testsNone')} />}
      <ul className={styles.tests}>
        {tests.map((one) => (
          <TestCard
            key={one.id}
            test={one}
            outcome={outcomes.get(one.id) ?? null}
            onChange={(next) => change(tests.map((other) => (other === one ? next : other)))}
            onRemove={() => change(tests.filter((other) => other !== one))}
            profiles={edited.document.profiles.map(({ code }) => ({
              value: code,
              label: words.profile(code),
            }))}
            {...{ words, services }}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface TestCardProps extends Pick<PartProps, 'words' | 'services'> {
  readonly test: StrategyTest;
  readonly outcome: TestCaseOutcome | null;
  readonly profiles: { value: string; label: string }[];
  readonly onChange: (test: StrategyTest) => void;
  readonly onRemove: () => void;
}
function TestCard({ test, outcome, profiles, onChange, onRemove, words, services }: TestCardProps) {
  const t = useText(strategyText);
  const set = (at: number, part: Partial<StrategyTest['customers'][number]>) =>
    onChange({ ...test, customers: test.customers.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <li data-state={outcome === null ? undefined : outcome.passed ? 'passed' : 'failed'}>
      <header>
        <Input
          value={test.name}
          maxLength={80}
          aria-label={t('testName')}
          className={styles.wide ?? ''}
          onChange={(event) => onChange({ ...test, name: event.target.value })}
        />
        <Select
          value={test.profileCode}
          options={profiles}
          aria-label={t('testWindow')}
          className={styles.medium ?? ''}
          onChange={(profileCode) => onChange({ ...test, profileCode })}
        />
        {outcome && (
          <Tag kind={outcome.passed ? 'ok' : 'danger'}>{t(outcome.passed ? 'passed' : 'failing')}</Tag>
        )}
        <Button size="small" kind="quiet" icon="trash" aria-label={t('remove')} onClick={onRemove} />
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('expected')}</th>
            <th>{t('service')}</th>
            <th>{t('tier')}</th>
            <th>{t('booking')}</th>
            <th>{t('elder')}</th>
            <th>{t('waited')}</th>
            <th>{t('class')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {test.customers.map((one, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at} data-called={outcome?.called === at || undefined}>
              <td>
                <Radio
                  checked={test.expected === at}
                  aria-label={`${t('expect')} ${at + 1}`}
                  onChange={() => onChange({ ...test, expected: at })}
                />
              </td>
              <td>
                <Select
                  value={one.serviceCode}
                  aria-label={t('service')}
                  className={styles.medium ?? ''}
                  options={services.map(({ code }) => ({ value: code, label: words.service(code) }))}
                  onChange={(serviceCode) => set(at, { serviceCode })}
                />
              </td>
              <td>
                <Select
                  value={one.customerTier ?? ''}
                  aria-label={t('tier')}
                  className={styles.short ?? ''}
                  options={[
                    { value: '', label: words.tier(null) },
                    ...CustomerTier.options.map((value) => ({ value, label: words.tier(value) })),
                  ]}
                  onChange={(value) =>
                    set(at, { customerTier: value === '' ? null : (value as CustomerTier) })
                  }
                />
              </td>
              <td>
                <Select
                  value={one.booking}
                  aria-label={t('booking')}
                  className={styles.short ?? ''}
                  options={(['none', 'early', 'onTime', 'late'] as const).map((value) => ({
                    value,
                    label: t(`booking.${value}`),
                  }))}
                  onChange={(booking) => set(at, { booking })}
                />
              </td>
              <td>
                <Checkbox
                  checked={one.elderOrDisabled}
                  aria-label={t('elder')}
                  onChange={(event) => set(at, { elderOrDisabled: event.target.checked })}
                />
              </td>
              <td>
                <InputNumber
                  min={0}
                  max={600}
                  value={one.waitedMinutes}
                  aria-label={`${t('waited')} ${at + 1}`}
                  onChange={(value) => set(at, { waitedMinutes: value ?? 0 })}
                />
              </td>
              <td className={styles.quiet}>{outcome ? words.classOf(outcome.classCodes[at] ?? '') : '—'}</td>
              <td>
                {test.customers.length > 2 && (
                  <Button
                    size="small"
                    kind="quiet"
                    icon="trash"
                    aria-label={t('remove')}
                    onClick={() =>
                      onChange({
                        ...test,
                        customers: test.customers.filter((_, i) => i !== at),
                        expected:
                          test.expected > at
                            ? test.expected - 1
                            : Math.min(test.expected, test.customers.length - 2),
                      })
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <span>
          {outcome &&
            (outcome.called === null
              ? t('testNobody')
              : t('testResult', {
                  place: outcome.called + 1,
                  reason: outcome.reason ? words.reason(outcome.reason) : '',
                }))}
        </span>
        {test.customers.length < 8 && (
          <Button
            size="small"
            kind="quiet"
            icon="plus"
            onClick={() =>
              onChange({
                ...test,
                customers: [...test.customers, { ...test.customers.at(-1)!, waitedMinutes: 0 }],
              })
            }
          >
            {t('addCustomer')}
          </Button>
        )}
      </footer>
    </li>
  );
}
