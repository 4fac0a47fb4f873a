import { AppraisalState, type Appraisal } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { type Unit } from '../components/change-person.tsx';
import { GradeRulesSheet } from '../components/grade-rules-sheet.tsx';
import styles from '../components/staff.module.css';
import { postsText } from '../staff.posts.text.ts';
import { appraisalsQuery } from '../staff.queries.ts';
import { AppraisalItems } from '../components/appraisal-items.tsx';
import { OpenAppraisal } from '../components/open-appraisal.tsx';

const kinds: Readonly<Record<Appraisal['state'], TagKind>> = {
  draft: 'warn',
  pending: 'info',
  published: 'ok',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'idle',
};

interface GradesScreenProps {
  /** `state` and `q`. */
  readonly address: ListAddress;
  /** The appraisal that is open and where it is kept, from the address. */
  readonly open: { readonly id: string; readonly at: string } | null;
  readonly onOpen: (appraisal: { readonly id: string; readonly at: string } | null) => void;
  readonly units: readonly Unit[];
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** OS-05: appraisals of the scope; one open below the list with everybody's score and how it came about. */
export function GradesScreen({
  address: { words, change },
  open,
  onOpen,
  units,
  onApproval,
}: GradesScreenProps) {
  const t = useText(postsText);
  const query = useQuery(appraisalsQuery);
  const mayManage = usePermission('staff.manage');
  const state = oneOf(AppraisalState.options, words['state']);
  const [sheet, setSheet] = useState<'open' | 'rules' | null>(null);
  return (
    <ListPage
      title={t('gradesTitle')}
      hint={t('gradesHint')}
      action={
        <span className={styles.tags}>
          <Button onClick={() => setSheet('rules')}>{t('rules')}</Button>
          {mayManage && (
            <Button kind="primary" icon="plus" onClick={() => setSheet('open')}>
              {t('openAppraisal')}
            </Button>
          )}
        </span>
      }
    >
      <QueryTable<Appraisal>
        list="grades"
        rows={query.data?.appraisals.filter((one) => state === undefined || one.state === state)}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.name, one.orgUnitName, one.openedBy],
        }}
        filters={
          <ChoiceFilter
            label={t('state')}
            value={state}
            options={AppraisalState.options.map((value) => ({ value, label: t(`appraisal.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        selectedKey={open?.id ?? null}
        onOpen={({ id, keptAt }) => onOpen({ id, at: keptAt })}
        scrollX={860}
        columns={[
          { key: 'appraisalName', title: t('appraisalName'), dataIndex: 'name' },
          { key: 'unit', title: t('unit'), dataIndex: 'orgUnitName' },
          {
            key: 'period',
            title: t('period'),
            render: (_, one) => (
              <span className="num">
                {one.fromMonth} – {one.untilMonth}
              </span>
            ),
          },
          {
            key: 'count',
            title: t('count'),
            align: 'right',
            render: (_, one) => <span className="num">{t('people', { count: one.people })}</span>,
          },
          { key: 'openedBy', title: t('openedBy'), dataIndex: 'openedBy' },
          {
            key: 'state',
            title: t('state'),
            render: (_, one) => <Tag kind={kinds[one.state]}>{t(`appraisal.${one.state}`)}</Tag>,
          },
          {
            key: 'acts',
            title: t('acts'),
            render: (_, one) =>
              one.approvalId !== null && (
                <Button kind="link" onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}>
                  {t('openApproval')}
                </Button>
              ),
          },
        ]}
      />
      {open && <AppraisalItems key={open.id} open={open} mayManage={mayManage} />}
      {sheet === 'open' && (
        <OpenAppraisal units={units} onClose={() => setSheet(null)} onOpened={(one) => onOpen(one)} />
      )}
      {sheet === 'rules' && <GradeRulesSheet mayManage={mayManage} onClose={() => setSheet(null)} />}
    </ListPage>
  );
}
