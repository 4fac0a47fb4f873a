import { ApplicationState, type BranchApplication } from '@huiting/contracts/organization';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { stateTags } from './applications.domain.ts';
import { allApplicationsQuery } from './applications.queries.ts';
import { applicationsText } from './applications.text.ts';

interface ApplicationsScreenProps {
  readonly state: ApplicationState | null;
  readonly onState: (state: ApplicationState | null) => void;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
  readonly onBranch: (branchId: string) => void;
  readonly action?: ReactNode;
}

/** Every branch asked for and every change of one, in the caller's scope: where each stands and what becomes of it. */
export function ApplicationsScreen({
  state,
  onState,
  onApproval,
  onBranch,
  action,
}: ApplicationsScreenProps) {
  const t = useText(applicationsText);
  const format = useFormat();
  const query = useInfiniteQuery(allApplicationsQuery(state));
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <ListPage title={t('allTitle')} hint={t('allHint')} action={action}>
      <QueryTable<BranchApplication>
        rows={rows}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={state !== null}
        onClearFilters={() => onState(null)}
        emptyWords={t('none')}
        scrollX={980}
        filters={
          <SelectField
            label={t('stateFilter')}
            value={state ?? ''}
            onChange={(event) =>
              onState(ApplicationState.options.find((one) => one === event.target.value) ?? null)
            }
          >
            <option value="">{t('anyState')}</option>
            {ApplicationState.options.map((one) => (
              <option key={one} value={one}>
                {t(`state.${one}`)}
              </option>
            ))}
          </SelectField>
        }
        columns={[
          { title: t('branch'), dataIndex: 'branchName', width: 180 },
          { title: t('what'), width: 100, render: (_, one) => t(`kind.${one.kind}`) },
          {
            title: t('stateFilter'),
            width: 100,
            render: (_, one) => <Tag kind={stateTags[one.state]}>{t(`state.${one.state}`)}</Tag>,
          },
          {
            title: t('effectiveOn'),
            width: 120,
            render: (_, one) => <span className="num">{one.effectiveOn}</span>,
          },
          { title: t('applicant'), dataIndex: 'applicantName', width: 110 },
          {
            title: t('asked'),
            width: 150,
            render: (_, one) => <span className="num">{format.stamp(one.requestedAt)}</span>,
          },
          { title: t('reason'), dataIndex: 'reason', ellipsis: true },
          {
            title: '',
            width: 170,
            render: (_, one) => (
              <>
                {one.approvalId !== null && (
                  <Button
                    kind="link"
                    onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}
                  >
                    {t('open')}
                  </Button>
                )}
                {(one.kind !== 'establish' || one.state === 'applied') && (
                  <Button kind="link" onClick={() => onBranch(one.branchId)}>
                    {t('toBranch')}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {rows && query.hasNextPage && (
        <ListMore>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </ListMore>
      )}
    </ListPage>
  );
}
