import { UnitLevel, type ApprovalStep, type Condition } from '@huiting/contracts/core/approval';
import { Post } from '@huiting/contracts/posts';
import type { ApprovalDefinition } from '@huiting/contracts/workflow';
import { Input, InputNumber, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { definitionsText } from '../workflow.definitions.text.ts';
import styles from './step-editor.module.css';

type Fact = ApprovalDefinition['facts'][number];

interface StepEditorProps {
  readonly step: ApprovalStep;
  readonly at: number;
  readonly last: boolean;
  readonly facts: readonly Fact[];
  readonly onChange: (step: ApprovalStep) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: (() => void) | null;
}

/** One step of a draft: who decides, when it is needed, how long it may take. */
export function StepEditor({ step, at, last, facts: allFacts, onChange, onMove, onRemove }: StepEditorProps) {
  const facts = allFacts.filter(({ type }) => type !== 'words');
  const t = useText(definitionsText);
  const change = (part: Partial<ApprovalStep>) => onChange({ ...step, ...part });
  return (
    <fieldset className={styles.step}>
      <legend>{t('step', { at: at + 1 })}</legend>
      <div className={styles.acts}>
        <Button
          kind="quiet"
          size="small"
          icon="arrowUp"
          aria-label={t('up')}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        />
        <Button
          kind="quiet"
          size="small"
          icon="arrowDown"
          aria-label={t('down')}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <Button
          kind="quiet"
          size="small"
          icon="trash"
          aria-label={t('remove')}
          disabled={onRemove === null}
          onClick={() => onRemove?.()}
        />
      </div>
      <div className={styles.fields}>
        <Labelled label={t('nameZh')}>
          {(id) => (
            <Input
              id={id}
              maxLength={40}
              value={step.name.zh}
              onChange={(event) => change({ name: { ...step.name, zh: event.target.value } })}
            />
          )}
        </Labelled>
        <Labelled label={t('nameEn')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={step.name.en}
              onChange={(event) => change({ name: { ...step.name, en: event.target.value } })}
            />
          )}
        </Labelled>
        <Labelled label={t('level')}>
          {(id) => (
            <Select
              id={id}
              value={step.approver.level}
              onChange={(level) => change({ approver: { ...step.approver, level } })}
              options={UnitLevel.options.map((value) => ({ value, label: t(`level.${value}`) }))}
            />
          )}
        </Labelled>
        <Labelled label={t('post')}>
          {(id) => (
            <Select
              id={id}
              value={step.approver.post}
              onChange={(post) => change({ approver: { ...step.approver, post } })}
              options={Post.options.map((value) => ({ value, label: t(`post.${value}`) }))}
            />
          )}
        </Labelled>
        <Labelled label={t('agreeing')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={5}
              precision={0}
              value={step.agreeing}
              onChange={(agreeing) => change({ agreeing: agreeing ?? 1 })}
            />
          )}
        </Labelled>
        <Labelled label={t('limit')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={1600}
              precision={0}
              placeholder={t('noLimit')}
              value={step.limitMinutes === null ? null : Math.ceil(step.limitMinutes / 60)}
              onChange={(hours) => change({ limitMinutes: hours === null ? null : hours * 60 })}
            />
          )}
        </Labelled>
        <Labelled label={t('whenLate')}>
          {(id) => (
            <Select
              id={id}
              disabled={step.limitMinutes === null}
              value={step.whenLate}
              onChange={(whenLate) => change({ whenLate })}
              options={(['remind', 'escalate'] as const).map((value) => ({
                value,
                label: t(`late.${value}`),
              }))}
            />
          )}
        </Labelled>
      </div>
      <p className={styles.label}>{step.when.length === 0 ? t('always') : t('conditions')}</p>
      {step.when.map((condition, index) => (
        <ConditionEditor
          // A condition has no name: its place is what it is.
          key={index}
          condition={condition}
          facts={facts}
          onChange={(next) => change({ when: step.when.map((one, other) => (other === index ? next : one)) })}
          onRemove={() => change({ when: step.when.filter((_, other) => other !== index) })}
        />
      ))}
      {facts[0] && step.when.length < 8 && (
        <Button
          size="small"
          icon="plus"
          onClick={() => change({ when: [...step.when, blankCondition(facts[0]!)] })}
        >
          {t('addCondition')}
        </Button>
      )}
    </fieldset>
  );
}

function blankCondition(fact: Fact): Condition {
  const value = fact.type === 'boolean' ? true : fact.type === 'number' ? 0 : (fact.choices[0]?.value ?? '');
  return { fact: fact.key, is: fact.type === 'number' ? 'atLeast' : 'equal', value };
}

interface ConditionEditorProps {
  readonly condition: Condition;
  readonly facts: readonly Fact[];
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}
function ConditionEditor({ condition, facts, onChange, onRemove }: ConditionEditorProps) {
  const t = useText(definitionsText);
  const named = useNamed();
  const fact = facts.find(({ key }) => key === condition.fact) ?? facts[0]!;
  const relations =
    fact.type === 'number'
      ? (['equal', 'notEqual', 'atLeast', 'below'] as const)
      : (['equal', 'notEqual'] as const);
  const choices =
    fact.type === 'boolean'
      ? [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]
      : fact.choices.map(({ value, name }) => ({ value, label: named(name) }));
  return (
    <div className={styles.condition}>
      <Select
        aria-label={t('fact')}
        value={fact.key}
        onChange={(key) => onChange(blankCondition(facts.find((one) => one.key === key)!))}
        options={facts.map(({ key, name }) => ({ value: key, label: named(name) }))}
      />
      <Select
        aria-label={t('relation')}
        value={condition.is}
        onChange={(is) => onChange({ ...condition, is })}
        options={relations.map((value) => ({ value, label: t(`is.${value}`) }))}
      />
      {fact.type === 'number' ? (
        <InputNumber
          aria-label={t('value')}
          value={Number(condition.value)}
          onChange={(value) => onChange({ ...condition, value: value ?? 0 })}
        />
      ) : choices.length > 0 ? (
        <Select
          aria-label={t('value')}
          value={String(condition.value)}
          onChange={(value) =>
            onChange({ ...condition, value: fact.type === 'boolean' ? value === 'true' : value })
          }
          options={choices}
        />
      ) : (
        <Input
          aria-label={t('value')}
          maxLength={200}
          value={String(condition.value)}
          onChange={(event) => onChange({ ...condition, value: event.target.value })}
        />
      )}
      <Button kind="quiet" size="small" icon="close" aria-label={t('remove')} onClick={onRemove} />
    </div>
  );
}

function Labelled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
