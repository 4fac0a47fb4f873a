import { appointmentEndpoints } from '@huiting/contracts/appointment';
import type { BookingRules } from '@huiting/contracts/appointment';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { InputNumber, Switch } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { CapacityGrid } from './capacity-grid.tsx';
import { capacitiesOf, overridesOf, type RulesDraft } from './rules.domain.ts';
import { rulesText } from './rules.text.ts';
import styles from './rules.module.css';

const rulesQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['appointment', 'rules', branchId] as const,
    queryFn: ({ signal }) => call(appointmentEndpoints.getRules, { branchId }, { signal }),
  });
type Loaded = OutputOf<typeof appointmentEndpoints.getRules>;

interface RulesScreenProps {
  readonly branchId: string;
  readonly mayEdit: boolean;
  readonly head: (hint: ReactNode) => ReactNode;
}

/** AP-02, AP-05, AP-08: how many a half hour takes, until when a booking may change, who is barred, and numbers from afar. */
export function RulesScreen({ branchId, mayEdit, head }: RulesScreenProps) {
  const t = useText(rulesText);
  const query = useQuery(rulesQuery(branchId));
  if (!query.data)
    return (
      <div className={styles.page}>
        {head(null)}
        {query.error ? (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        ) : (
          <ListSkeleton rows={8} height={36} />
        )}
      </div>
    );
  return <LoadedRules key={query.data.version} {...{ branchId, mayEdit, head }} data={query.data} />;
}

function LoadedRules({ branchId, mayEdit, head, data }: RulesScreenProps & { readonly data: Loaded }) {
  const t = useText(rulesText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [saved] = useState<RulesDraft>(() => ({
    rules: data.rules,
    overrides: overridesOf(data.capacities),
  }));
  const [draft, setDraft] = useState(saved);
  const { rules, overrides } = draft;
  const set = (change: Partial<BookingRules>) => setDraft({ ...draft, rules: { ...rules, ...change } });
  const setRemote = (change: Partial<BookingRules['remote']>) =>
    set({ remote: { ...rules.remote, ...change } });

  async function save() {
    const answer = await run(appointmentEndpoints.saveRules, {
      branchId,
      version: data.version,
      rules,
      capacities: capacitiesOf(overrides),
    });
    if (!answer) return;
    toast({ words: t('saved') });
    await queries.invalidateQueries({ queryKey: rulesQuery(branchId).queryKey });
  }
  const { remote } = rules;
  return (
    <div className={styles.page}>
      {head(
        <>
          {data.version === 0 ? t('defaults') : t('version', { version: data.version })} · {t('hint')}
        </>,
      )}
      <fieldset className={styles.columns} disabled={!mayEdit}>
        <section className={styles.card}>
          <h2>{t('capacity')}</h2>
          <p className={styles.hint}>{t('capacityHint')}</p>
          <CapacityGrid
            services={data.services}
            times={data.times}
            overrides={overrides}
            onChange={(next) => setDraft({ ...draft, overrides: next })}
          />
        </section>
        <div className={styles.side}>
          <section className={styles.card}>
            <h2>{t('changes')}</h2>
            <Row label={t('changeUntil')}>
              <Figure
                label={t('changeUntil')}
                value={rules.changeUntilMinutes}
                max={2_880}
                onChange={(value) => set({ changeUntilMinutes: value })}
              />
              {t('minutes')}
            </Row>
            <Row label={t('cancelUntil')}>
              <Figure
                label={t('cancelUntil')}
                value={rules.cancelUntilMinutes}
                max={2_880}
                onChange={(value) => set({ cancelUntilMinutes: value })}
              />
              {t('minutes')}
            </Row>
            <Row label={t('noShows')}>
              <Figure
                label={`${t('noShows')} ${t('within')}`}
                value={rules.noShowDays}
                min={1}
                max={365}
                onChange={(value) => set({ noShowDays: value })}
              />
              {t('within')}
              <Figure
                label={`${t('noShows')} ${t('times')}`}
                value={rules.noShows}
                max={20}
                onChange={(value) => set({ noShows: value })}
              />
              {t('times')}
            </Row>
            <Row label={t('barred')}>
              <Figure
                label={t('barred')}
                value={rules.barredDays}
                min={1}
                max={365}
                onChange={(value) => set({ barredDays: value })}
              />
              {t('days')}
            </Row>
            <p className={styles.hint}>{t('noShowsHint')}</p>
          </section>
          <section className={styles.card}>
            <h2>{t('remote')}</h2>
            <Row label={t('offered')}>
              <Switch
                checked={remote.offered}
                aria-label={t('offered')}
                onChange={(offered) => setRemote({ offered })}
              />
            </Row>
            <Row label={t('rule')}>
              <Segmented<'distance' | 'time'>
                label={t('rule')}
                value={remote.rule}
                onChange={(rule) => setRemote({ rule })}
                options={[
                  { value: 'distance', label: t('rule.distance') },
                  { value: 'time', label: t('rule.time') },
                ]}
              />
            </Row>
            {remote.rule === 'distance' && (
              <>
                <p className={styles.hint}>{t('ruleHint')}</p>
                <Row label={t('withinMetres')}>
                  <Figure
                    label={t('withinMetres')}
                    value={remote.withinMetres}
                    min={100}
                    max={50_000}
                    onChange={(withinMetres) => setRemote({ withinMetres })}
                  />
                  {t('metres')}
                </Row>
                <Row label={t('hold')}>
                  <Figure
                    label={t('hold')}
                    value={remote.holdMinutes}
                    min={1}
                    max={60}
                    onChange={(holdMinutes) => setRemote({ holdMinutes })}
                  />
                  {t('minutesOnly')}
                </Row>
              </>
            )}
            <Row label={t('arrive')}>
              <Figure
                label={t('arrive')}
                value={remote.arriveMinutes}
                min={1}
                max={60}
                onChange={(arriveMinutes) => setRemote({ arriveMinutes })}
              />
              {t('minutesOnly')}
            </Row>
            <Row label={t('near')}>
              <Figure
                label={t('near')}
                value={remote.nearAhead}
                max={20}
                onChange={(nearAhead) => setRemote({ nearAhead })}
              />
              {t('people')}
            </Row>
            <Row label={t('most')}>
              <Figure
                label={t('most')}
                value={remote.mostAbsent}
                max={200}
                onChange={(mostAbsent) => setRemote({ mostAbsent })}
              />
              {t('tickets')}
            </Row>
          </section>
        </div>
      </fieldset>
      {mayEdit && draft !== saved && (
        <div className={styles.bar}>
          <Button kind="primary" busy={busy !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button onClick={() => setDraft(saved)}>{t('undo')}</Button>
          <span className={styles.hint}>{t('changed')}</span>
        </div>
      )}
    </div>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span>{label}</span>
      {children}
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Figure({ label, value, min = 0, max, onChange }: FigureProps) {
  return (
    <InputNumber
      aria-label={label}
      min={min}
      max={max}
      precision={0}
      controls={false}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
