import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { followUpRuleQuery } from '../../../features/feedback/follow-ups/follow-ups.queries.ts';
import { RuleForm } from '../../../features/feedback/follow-ups/rule-form.tsx';
import styles from '../../../features/feedback/follow-ups/follow-ups.rule.module.css';
import { ruleText } from '../../../features/feedback/follow-ups/follow-ups.rule.text.ts';
import { satisfactionQuery } from '../../../features/feedback/satisfaction/satisfaction.queries.ts';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Guarded } from '../guarded.tsx';

/** `/follow-up-rule?unit=<id>` */
export function FollowUpRuleRoute() {
  return (
    <Guarded permission="feedback.configure">
      <FollowUpRulePage />
    </Guarded>
  );
}

const weeks = 28 * 86_400_000;

function FollowUpRulePage() {
  const t = useText(ruleText);
  const me = useMe();
  const format = useFormat();
  const go = useNavigate();
  const now = useBusinessNow(3_600_000);
  const units = useQuery(orgUnitsQuery);
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const all = (units.data?.units ?? []).toSorted((a, b) => a.path.localeCompare(b.path));
  const own = all.find(({ code }) => code === me.branch?.code) ?? all[0];
  const asked = all.find(({ id }) => id === search['unit']) ?? own;
  const query = useQuery({ ...followUpRuleQuery(asked?.id ?? ''), enabled: asked !== undefined });
  const services = useQuery(
    satisfactionQuery({
      branchId: me.branch?.id ?? null,
      from: format.businessDate(now - weeks),
      until: format.businessDate(now),
      by: 'service',
    }),
  );
  const { data } = query;
  const error = units.error ?? query.error;
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      action={
        me.branch === null &&
        asked && (
          <Select
            value={asked.id}
            aria-label={t('unit')}
            className={styles.unit ?? ''}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(unit) => void go({ to: '/follow-up-rule', search: { unit } as never, replace: true })}
            options={all.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )
      }
    >
      {error && !data && (
        <ErrorPanel error={error} title={t('failed')} onRetry={() => void query.refetch()} />
      )}
      {!error && (!data || services.isPending) && <ListSkeleton rows={4} height={64} />}
      {data && asked && !services.isPending && (
        <Panel
          title={asked.name}
          hint={
            data.version > 0
              ? t('own')
              : data.from === null
                ? t('usual')
                : t('inherited', { unit: data.from })
          }
        >
          <RuleForm
            key={`${asked.id} ${data.version}`}
            orgUnitId={asked.id}
            rule={data.rule}
            version={data.version}
            services={services.data?.rows ?? []}
          />
        </Panel>
      )}
    </ListPage>
  );
}
