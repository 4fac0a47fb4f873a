import { staffEndpoints, type GradeRules } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { postsText } from '../staff.posts.text.ts';
import { gradeRulesQuery } from '../staff.queries.ts';
import { useStaffCommand } from './change-act.ts';
import styles from './staff.module.css';

/** The rules grades are suggested by; head office publishes new ones. */
export function GradeRulesSheet({
  mayManage,
  onClose,
}: {
  readonly mayManage: boolean;
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const query = useQuery(gradeRulesQuery);
  return query.data ? (
    <RulesForm key={query.data.version} {...query.data} mayManage={mayManage} onClose={onClose} />
  ) : (
    <Sheet open width={560} onClose={onClose} title={t('rules')}>
      {query.error ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ListSkeleton rows={6} height={36} />
      )}
    </Sheet>
  );
}

function RulesForm({
  version,
  rules: before,
  mayManage,
  onClose,
}: {
  readonly version: number;
  readonly rules: GradeRules;
  readonly mayManage: boolean;
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const toast = useToast();
  const { run, busy } = useStaffCommand();
  const [rules, setRules] = useState(before);
  const [reason, setReason] = useState('');
  const number = (label: string, value: number, change: (value: number) => GradeRules) => (
    <TextField
      label={label}
      type="number"
      min={0}
      disabled={!mayManage}
      value={String(value)}
      onChange={(event) => setRules(change(Number(event.target.value)))}
    />
  );
  async function save() {
    const answer = await run(staffEndpoints.saveGradeRules, { version, rules, reason });
    if (answer === null) return;
    toast({ words: t('saved') });
    onClose();
  }
  const { volume, rating, exams, service, limits } = rules;
  return (
    <Sheet
      open
      width={560}
      onClose={onClose}
      title={`${t('rules')} · ${t('rulesVersion', { version })}`}
      actions={
        mayManage && (
          <Button
            kind="primary"
            disabled={reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <div className={styles.two}>
          {number(t('weightOf', { part: t('score.volume') }), volume.weight, (weight) => ({
            ...rules,
            volume: { ...volume, weight },
          }))}
          {number(t('fullPerMonth'), volume.fullPerMonth, (fullPerMonth) => ({
            ...rules,
            volume: { ...volume, fullPerMonth },
          }))}
          {number(t('weightOf', { part: t('score.rating') }), rating.weight, (weight) => ({
            ...rules,
            rating: { ...rating, weight },
          }))}
          {number(t('atLeastRatings'), rating.atLeastRatings, (atLeastRatings) => ({
            ...rules,
            rating: { ...rating, atLeastRatings },
          }))}
          {number(t('weightOf', { part: t('score.service') }), service.weight, (weight) => ({
            ...rules,
            service: { ...service, weight },
          }))}
          {number(t('fullYears'), service.fullYears, (fullYears) => ({
            ...rules,
            service: { ...service, fullYears },
          }))}
          {number(t('weightOf', { part: t('score.exams') }), exams.weight, (weight) => ({
            ...rules,
            exams: { weight },
          }))}
          {number(t('deductPerError'), rules.deductPerError, (deductPerError) => ({
            ...rules,
            deductPerError,
          }))}
          {number(t('deductPerViolation'), rules.deductPerViolation, (deductPerViolation) => ({
            ...rules,
            deductPerViolation,
          }))}
          {(['G2', 'G3', 'G4', 'G5'] as const).map((grade) => (
            <span key={grade}>
              {number(t('limitOf', { grade }), limits[grade], (value) => ({
                ...rules,
                limits: { ...limits, [grade]: value },
              }))}
            </span>
          ))}
        </div>
        {mayManage && (
          <TextField
            label={t('reason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </div>
    </Sheet>
  );
}
