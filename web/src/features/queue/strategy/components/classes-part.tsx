import { InputNumber, Input, Select, Slider } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../../../lib/format-context.tsx';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { creditAt, minutesToReach, type PriorityClass } from '../strategy.credit.domain.ts';
import { freeCode, withDocument } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
import { CreditChart } from './credit-chart.tsx';
import { ProblemLine, type PartProps } from './rules-table.tsx';
import styles from '../strategy.module.css';

/** Classes as numbers and as lines, and who stands level with whom. */
export function ClassesPart({ edited, onChange, words, problemsAt }: PartProps) {
  const t = useText(strategyText);
  const { classes } = edited.document;
  const change = (next: readonly PriorityClass[]) => onChange(withDocument(edited, { classes: [...next] }));
  const set = (one: PriorityClass, part: Partial<PriorityClass>) =>
    change(classes.map((other) => (other === one ? { ...other, ...part } : other)));
  return (
    <>
      <Panel title={t('chartTitle')} hint={t('classesHint')}>
        <CreditChart classes={classes} words={words} />
      </Panel>
      <div className={styles.pair}>
        <Panel
          title={t('class')}
          count={classes.length}
          flush
          extra={
            <Button
              size="small"
              kind="tint"
              icon="plus"
              onClick={() =>
                change([
                  ...classes,
                  {
                    code: freeCode(
                      'class',
                      classes.map(({ code }) => code),
                    ),
                    name: t('addClass'),
                    nameEn: 'New class',
                    startingCredit: 0,
                    creditPerMinute: 1,
                    guaranteedWaitMinutes: 30,
                  },
                ])
              }
            >
              {t('addClass')}
            </Button>
          }
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('className')}</th>
                <th>{t('start')}</th>
                <th>{t('rate')}</th>
                <th>{t('guarantee')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {classes.map((one, index) => (
                <tr key={one.code} data-look={String((index % 4) + 1)}>
                  <td>
                    <span className={styles.swatch} />
                    <Input
                      value={one.name}
                      maxLength={40}
                      aria-label={t('className')}
                      className={styles.short ?? ''}
                      onChange={(event) => set(one, { name: event.target.value })}
                    />
                    {problemsAt(`classes[${index}]`).length > 0 && (
                      <ProblemLine problems={problemsAt(`classes[${index}]`)} />
                    )}
                  </td>
                  <td>
                    <InputNumber
                      value={one.startingCredit}
                      min={0}
                      max={1000}
                      aria-label={`${one.name} ${t('start')}`}
                      onChange={(value) => set(one, { startingCredit: value ?? 0 })}
                    />
                  </td>
                  <td>
                    <InputNumber
                      value={one.creditPerMinute}
                      min={0}
                      max={100}
                      step={0.1}
                      aria-label={`${one.name} ${t('rate')}`}
                      onChange={(value) => set(one, { creditPerMinute: value ?? 0 })}
                    />
                  </td>
                  <td>
                    <InputNumber
                      value={one.guaranteedWaitMinutes}
                      min={1}
                      max={480}
                      placeholder={t('guaranteeNone')}
                      aria-label={`${one.name} ${t('guarantee')}`}
                      onChange={(value) => set(one, { guaranteedWaitMinutes: value })}
                    />
                  </td>
                  <td>
                    <Button
                      size="small"
                      kind="quiet"
                      icon="trash"
                      aria-label={t('remove')}
                      onClick={() => change(classes.filter((other) => other !== one))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <LevelPanel classes={classes} nameOf={words.classOf} />
      </div>
    </>
  );
}

/** „An ordinary customer of 12 minutes stands level with …“ */
function LevelPanel({
  classes,
  nameOf,
}: {
  readonly classes: readonly PriorityClass[];
  readonly nameOf: (code: string) => string;
}) {
  const t = useText(strategyText);
  const format = useFormat();
  const [code, setCode] = useState(classes.at(-1)?.code ?? '');
  const [minutes, setMinutes] = useState(12);
  const chosen = classes.find((one) => one.code === code) ?? classes.at(-1);
  if (!chosen) return null;
  const credit = creditAt(chosen, minutes);
  return (
    <Panel title={t('level')}>
      <div className={styles.level}>
        <Select
          value={chosen.code}
          aria-label={t('class')}
          options={classes.map((one) => ({ value: one.code, label: nameOf(one.code) }))}
          onChange={setCode}
        />
        <span>{t('levelOf', { name: '' })}</span>
        <b className="num">{t('levelMinutes', { minutes })}</b>
        <Slider min={0} max={60} value={minutes} onChange={setMinutes} ariaLabelForHandle={t('chartX')} />
      </div>
      <p className={styles.quiet}>{t('levelAt', { credit: format.decimal(credit) })}</p>
      <ul className={styles.levels}>
        {classes
          .filter((one) => one !== chosen)
          .map((one) => {
            const needed = minutesToReach(one, credit);
            return (
              <li key={one.code}>
                <span>{nameOf(one.code)}</span>
                <b>
                  {needed === null
                    ? t('levelNever')
                    : needed === 0
                      ? t('levelStart')
                      : t('levelWaited', { minutes: format.decimal(needed) })}
                </b>
              </li>
            );
          })}
      </ul>
    </Panel>
  );
}
