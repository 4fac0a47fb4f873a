import { CustomerTier } from '@huiting/contracts/customer';
import { TicketChannel } from '@huiting/contracts/queue';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icons/icon.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { moved, useSortable } from '../../../../ui/sortable.ts';
import { queueText } from '../../queue.text.ts';
import { freeCode, withCondition, withDocument, type Edited, type Rule } from '../strategy.domain.ts';
import { strategyText } from '../strategy.text.ts';
import type { NamedService, StrategyWords } from './strategy-words.tsx';
import styles from '../strategy.module.css';

export interface PartProps {
  readonly edited: Edited;
  readonly onChange: (edited: Edited) => void;
  readonly words: StrategyWords;
  readonly services: readonly NamedService[];
  /** What is wrong with the thing at this path. */
  readonly problemsAt: (path: string) => readonly string[];
}

/** Rules as sentences in order; the first that matches gives the class. One at a time is opened for editing. */
export function RulesTable({ edited, onChange, words, services, problemsAt }: PartProps) {
  const t = useText(strategyText);
  const { rules } = edited.document;
  const [open, setOpen] = useState<string | null>(null);
  const change = (next: readonly Rule[]) => onChange(withDocument(edited, { rules: [...next] }));
  const sortable = useSortable(rules.length, (from, to) => change(moved(rules, from, to)));
  function add() {
    const id = freeCode(
      'rule',
      rules.map((rule) => rule.id),
    );
    const made: Rule = {
      id,
      when: { elderOrDisabled: true },
      classCode: edited.document.classes[0]?.code ?? '',
    };
    // Before the one that matches everybody, or it would never be reached.
    const last = rules.at(-1);
    const catchesAll = last !== undefined && Object.keys(last.when).length === 0;
    change(catchesAll ? [...rules.slice(0, -1), made, last] : [...rules, made]);
    setOpen(id);
  }
  return (
    <Panel
      title={t('tab.rules')}
      hint={t('rulesHint')}
      flush
      extra={
        <Button size="small" kind="tint" icon="plus" onClick={add}>
          {t('addRule')}
        </Button>
      }
    >
      <ol className={styles.rules} data-sortable>
        {rules.map((rule, index) => {
          const problems = problemsAt(`rules[${index}]`);
          const parts = words.conditions(rule);
          return (
            <li key={rule.id} {...sortable.row(index)} data-open={open === rule.id || undefined}>
              <div className={styles.rule}>
                <button
                  type="button"
                  data-handle
                  className={styles.handle}
                  aria-label={t('order', { place: index + 1 })}
                  {...sortable.handle(index)}
                >
                  <Icon name="menu" />
                </button>
                <span className={`num ${styles.place}`}>{index + 1}</span>
                <button
                  type="button"
                  className={styles.sentence}
                  aria-expanded={open === rule.id}
                  onClick={() => setOpen(open === rule.id ? null : rule.id)}
                >
                  {parts.length === 0 ? (
                    <span className={styles.quiet}>{t('everybody')}</span>
                  ) : (
                    parts.map((part, at) => (
                      <span key={part} className={styles.part}>
                        {at > 0 && <i>{t('and')}</i>}
                        <b>{part}</b>
                      </span>
                    ))
                  )}
                  {rule.note && <small>{rule.note}</small>}
                </button>
                <Icon name="arrowRight" />
                <Select
                  value={rule.classCode}
                  aria-label={t('class')}
                  className={styles.classChoice ?? ''}
                  options={edited.document.classes.map(({ code }) => ({
                    value: code,
                    label: words.classOf(code),
                  }))}
                  onChange={(classCode) =>
                    change(rules.map((one) => (one === rule ? { ...one, classCode } : one)))
                  }
                />
                <Button
                  size="small"
                  kind="quiet"
                  icon="trash"
                  aria-label={t('remove')}
                  onClick={() => change(rules.filter((one) => one !== rule))}
                />
              </div>
              {problems.length > 0 && <ProblemLine problems={problems} />}
              {open === rule.id && (
                <RuleForm
                  rule={rule}
                  services={services}
                  words={words}
                  onChange={(next) => change(rules.map((one) => (one === rule ? next : one)))}
                />
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

export function ProblemLine({ problems }: { readonly problems: readonly string[] }) {
  return (
    <p className={styles.problem} role="alert">
      <Icon name="warnSolid" /> {problems.join('；')}
    </p>
  );
}

interface RuleFormProps {
  readonly rule: Rule;
  readonly services: readonly NamedService[];
  readonly words: StrategyWords;
  readonly onChange: (rule: Rule) => void;
}
function RuleForm({ rule, services, words, onChange }: RuleFormProps) {
  const t = useText(strategyText);
  const q = useText(queueText);
  const { when } = rule;
  const many = (
    label: string,
    value: readonly string[] | undefined,
    options: readonly { readonly value: string; readonly label: string }[],
    set: (values: string[]) => void,
  ) => (
    <label className={styles.field}>
      <span>{label}</span>
      <Select
        mode="multiple"
        allowClear
        value={value ? [...value] : []}
        placeholder={t('either')}
        aria-label={label}
        options={[...options]}
        onChange={set}
      />
    </label>
  );
  return (
    <div className={styles.ruleForm}>
      {many(
        t('service'),
        when.serviceCodes,
        services.map(({ code }) => ({ value: code, label: words.service(code) })),
        (v) => onChange(withCondition(rule, 'serviceCodes', v)),
      )}
      {many(
        t('tier'),
        when.customerTiers,
        CustomerTier.options.map((value) => ({ value, label: words.tier(value) })),
        (v) => onChange(withCondition(rule, 'customerTiers', v)),
      )}
      {many(
        t('booking'),
        when.booking,
        (['early', 'onTime', 'late', 'none'] as const).map((value) => ({
          value,
          label: t(`booking.${value}`),
        })),
        (v) => onChange(withCondition(rule, 'booking', v as NonNullable<typeof when.booking>)),
      )}
      <label className={styles.field}>
        <span>{t('elder')}</span>
        <Select
          value={when.elderOrDisabled === undefined ? '' : String(when.elderOrDisabled)}
          aria-label={t('elder')}
          options={[
            { value: '', label: t('either') },
            { value: 'true', label: t('elder') },
            { value: 'false', label: t('notElder') },
          ]}
          onChange={(v) =>
            onChange(withCondition(rule, 'elderOrDisabled', v === '' ? undefined : v === 'true'))
          }
        />
      </label>
      {many(
        t('channel'),
        when.channels,
        TicketChannel.options.map((value) => ({ value, label: q(`channel.${value}`) })),
        (v) => onChange(withCondition(rule, 'channels', v as NonNullable<typeof when.channels>)),
      )}
      {many(
        t('language'),
        when.languages,
        (['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) })),
        (v) => onChange(withCondition(rule, 'languages', v)),
      )}
      <label className={styles.field} data-wide>
        <span>{t('note')}</span>
        <Input
          value={rule.note ?? ''}
          maxLength={200}
          onChange={(event) => {
            const { note: _old, ...others } = rule;
            onChange(event.target.value === '' ? others : { ...others, note: event.target.value });
          }}
        />
      </label>
    </div>
  );
}
