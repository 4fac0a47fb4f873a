import type { ApprovalStep } from '@huiting/contracts/core/approval';
import { workflowEndpoints, type ApprovalDefinition } from '@huiting/contracts/workflow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { inboxKeys, versionsQuery } from '../workflow.inbox.queries.ts';
import { definitionsText } from '../workflow.definitions.text.ts';
import { StepEditor } from './step-editor.tsx';
import styles from './definition-editor.module.css';

interface DefinitionEditorProps {
  readonly definition: ApprovalDefinition;
  readonly mayManage: boolean;
  readonly onClose: () => void;
  /** Somebody else was quicker: the draft is given up. */
  readonly onAnew: () => void;
}

type Problems = readonly {
  readonly path: string;
  readonly problem: 'duplicateKey' | 'unknownFact' | 'wrongType';
}[];

/** A draft of the steps of one sort of application, published as a version with what changed and why. */
export function DefinitionEditor({ definition, mayManage, onClose, onAnew }: DefinitionEditorProps) {
  const t = useText(definitionsText);
  const named = useNamed();
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [steps, setSteps] = useState<readonly ApprovalStep[]>(definition.steps);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [problems, setProblems] = useState<Problems>([]);

  function told(problem: ApiProblem): boolean {
    if (problem.code === 'workflow.definition_invalid') {
      setProblems((problem.detail as { problems: Problems }).problems);
      return true;
    }
    if (problem.code === 'workflow.definition_changed') {
      toast({ words: t('changed'), kind: 'warn' });
      void queries.invalidateQueries({ queryKey: inboxKeys.definitions });
      onAnew();
      return true;
    }
    return false;
  }
  async function publish() {
    if (note.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await run(
      workflowEndpoints.publishApprovalDefinition,
      { kind: definition.kind, basedOn: definition.version, steps: [...steps], note },
      { onProblem: told },
    );
    if (!answer) return;
    toast({ words: t('done', { version: answer.definition.version }) });
    void queries.invalidateQueries({ queryKey: inboxKeys.definitions });
  }
  const replace = (at: number, step: ApprovalStep) =>
    setSteps(steps.map((one, other) => (other === at ? step : one)));
  return (
    <DetailDrawer
      open
      width={560}
      onClose={onClose}
      title={named(definition.name)}
      subtitle={definition.version === 0 ? t('shipped') : `${t('version')} ${definition.version}`}
      foot={
        mayManage && (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" busy={busy !== null} onClick={() => void publish()}>
              {t('publish')}
            </Button>
          </>
        )
      }
    >
      <fieldset className={styles.draft} disabled={!mayManage} aria-label={t('steps')}>
        {steps.map((step, at) => (
          <StepEditor
            key={step.key}
            step={step}
            at={at}
            last={at === steps.length - 1}
            facts={definition.facts}
            onChange={(next) => replace(at, next)}
            onMove={(by) => setSteps(swapped(steps, at, at + by))}
            onRemove={steps.length === 1 ? null : () => setSteps(steps.filter((_, other) => other !== at))}
          />
        ))}
        {problems.length > 0 && (
          <ul className={styles.problems} role="alert">
            {problems.map(({ path, problem }) => (
              <li key={path}>{t(`problem.${problem}`, { path })}</li>
            ))}
          </ul>
        )}
        {mayManage && (
          <>
            {steps.length < 10 && (
              <Button icon="plus" onClick={() => setSteps([...steps, blankStep(steps)])}>
                {t('addStep')}
              </Button>
            )}
            <TextAreaField
              label={t('note')}
              error={missing ? t('noteNeeded') : null}
              maxLength={200}
              value={note}
              onChange={(event) => {
                setNote(event.target.value);
                setMissing(false);
              }}
            />
          </>
        )}
      </fieldset>
      <Versions definition={definition} onUse={mayManage ? (old) => setSteps(old.steps) : null} />
    </DetailDrawer>
  );
}

function swapped(steps: readonly ApprovalStep[], a: number, b: number): readonly ApprovalStep[] {
  const next = [...steps];
  [next[a], next[b]] = [next[b]!, next[a]!];
  return next;
}

/** Keys stay with their steps, so that what was decided keeps its place; a new one gets the next free. */
function blankStep(steps: readonly ApprovalStep[]): ApprovalStep {
  const taken = new Set(steps.map(({ key }) => key));
  let number = steps.length + 1;
  while (taken.has(`step${number}`)) number++;
  return {
    key: `step${number}`,
    name: { zh: '', en: '' },
    approver: { post: 'headOffice', level: 'headOffice' },
    when: [],
    agreeing: 1,
    limitMinutes: null,
    whenLate: 'remind',
  };
}

function Versions({
  definition,
  onUse,
}: {
  readonly definition: ApprovalDefinition;
  readonly onUse: ((version: ApprovalDefinition) => void) | null;
}) {
  const t = useText(definitionsText);
  const named = useNamed();
  const format = useFormat();
  const versions = useQuery(versionsQuery(definition.kind, definition.version)).data ?? [];
  return (
    <section className={styles.versions}>
      <h3>{t('history')}</h3>
      <ol>
        {versions.map((one) => (
          <li key={one.version}>
            <span>
              <strong>{one.version === 0 ? t('shipped') : one.version}</strong>
              {one.publishedAt !== null && ` · ${one.publishedBy} · ${format.stamp(one.publishedAt)}`}
              {one.note !== '' && ` · ${one.note}`}
            </span>
            <span>{one.steps.map(({ name }) => named(name)).join(' → ')}</span>
            {onUse && (
              <Button size="small" onClick={() => onUse(one)}>
                {t('useVersion')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
