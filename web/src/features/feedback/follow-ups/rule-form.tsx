import {
  feedbackEndpoints,
  mostSampled,
  type FollowUpRule,
  type SatisfactionRow,
} from '@huiting/contracts/feedback';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { followUpRuleQuery } from './follow-ups.queries.ts';
import { ruleText } from './follow-ups.rule.text.ts';
import styles from './follow-ups.rule.module.css';

interface RuleFormProps {
  readonly orgUnitId: string;
  readonly rule: FollowUpRule;
  readonly version: number;
  /** Businesses that customers come for, as the last weeks' ratings know them. */
  readonly services: readonly SatisfactionRow[];
}

/** How many are called, how soon and how often. */
export function RuleForm({ orgUnitId, rule, version, services }: RuleFormProps) {
  const t = useText(ruleText);
  const named = useNamed();
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [share, setShare] = useState(String(rule.share));
  const [dueDays, setDueDays] = useState(String(rule.dueDays));
  const [attempts, setAttempts] = useState(String(rule.attempts));
  const [own, setOwn] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(rule.byService.map((one) => [one.serviceCode, String(one.share)])),
  );
  const [asked, setAsked] = useState(false);
  const within = (text: string, low: number, high: number) =>
    /^\d{1,3}$/.test(text) && Number(text) >= low && Number(text) <= high;
  const wrong = (text: string, low: number, high: number) =>
    asked && !within(text, low, high) ? t('between', { low, high }) : null;
  const set = Object.entries(own).filter(([, text]) => text.trim() !== '');
  const sound =
    within(share, 0, mostSampled) &&
    within(dueDays, 1, 10) &&
    within(attempts, 1, 5) &&
    set.every(([, text]) => within(text, 0, mostSampled));

  async function save() {
    setAsked(true);
    if (!sound) return;
    const input = {
      orgUnitId,
      version,
      rule: {
        share: Number(share),
        dueDays: Number(dueDays),
        attempts: Number(attempts),
        byService: set.map(([serviceCode, text]) => ({ serviceCode, share: Number(text) })),
      },
    };
    const answer = await command.run(feedbackEndpoints.saveFollowUpRule, input);
    await queries.invalidateQueries({ queryKey: followUpRuleQuery(orgUnitId).queryKey });
    if (answer) toast({ words: t('saved') });
  }
  return (
    <div className={styles.form}>
      <div className={styles.three}>
        <TextField
          label={t('share')}
          hint={t('shareHint')}
          inputMode="numeric"
          value={share}
          error={wrong(share, 0, mostSampled)}
          onChange={(event) => setShare(event.target.value)}
        />
        <TextField
          label={t('dueDays')}
          hint={t('dueDaysHint')}
          inputMode="numeric"
          value={dueDays}
          error={wrong(dueDays, 1, 10)}
          onChange={(event) => setDueDays(event.target.value)}
        />
        <TextField
          label={t('attempts')}
          hint={t('attemptsHint')}
          inputMode="numeric"
          value={attempts}
          error={wrong(attempts, 1, 5)}
          onChange={(event) => setAttempts(event.target.value)}
        />
      </div>
      {services.length > 0 && (
        <section>
          <h3>{t('byService')}</h3>
          <p className={styles.hint}>{t('byServiceHint')}</p>
          <div className={styles.services}>
            {services.map(({ key, name }) => (
              <TextField
                key={key}
                label={named(name)}
                inputMode="numeric"
                placeholder={share}
                value={own[key] ?? ''}
                error={own[key]?.trim() ? wrong(own[key], 0, mostSampled) : null}
                onChange={(event) => setOwn((held) => ({ ...held, [key]: event.target.value }))}
              />
            ))}
          </div>
        </section>
      )}
      <p className={styles.hint}>{t('always')}</p>
      <Button kind="primary" busy={command.busy !== null} onClick={() => void save()}>
        {t('save')}
      </Button>
    </div>
  );
}
