import { CaseState, type BadRatingCase } from '@huiting/contracts/feedback';
import { CaseSheet } from '../../../features/feedback/handling/case-sheet.tsx';
import { DueTag } from '../../../features/feedback/handling/due-tag.tsx';
import { StateTag } from '../../../features/feedback/handling/state-tag.tsx';
import { casesInOrder, isSolved, useCases } from '../../../features/feedback/feedback.handling.live.ts';
import { handlingText } from '../../../features/feedback/feedback.handling.text.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { oneOf } from '../../../lib/list-address.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Guarded } from '../guarded.tsx';
import { BranchChoice, useChosenBranch } from '../queue/branch-head.tsx';
import { useAddress } from '../shell/address.ts';

/** `/bad-ratings?branch=<id>&state=&q=&case=<id>`: for those who lead from above a branch and have no PAD. */
export function BadRatingsRoute() {
  return (
    <Guarded permission="feedback.lead">
      <BadRatings />
    </Guarded>
  );
}

function BadRatings() {
  const t = useText(handlingText);
  const format = useFormat();
  const now = useBusinessNow(1_000);
  const { words, change } = useAddress('/bad-ratings');
  const chosen = useChosenBranch('/bad-ratings');
  const cases = useCases(chosen.id ?? '', chosen.id !== null);
  const list = cases.data && casesInOrder(cases.data.cases);
  const state = oneOf(CaseState.options, words['state']);
  const open = list?.find(({ id }) => id === words['case']);
  const undone = list?.filter((one) => !isSolved(one)).length ?? 0;
  if (chosen.id === null) return chosen.missing;
  const reasonsOf = ({ request }: BadRatingCase) =>
    request.reasons.map((reason) => t(`reason.${reason}`)).join('、');
  const columns: ListColumns<BadRatingCase> = [
    {
      key: 'what',
      title: t('column.what'),
      render: (_, { request }) => (
        <b>{t('title', { window: format.windowName(request.windowLabel), number: request.ticketNumber })}</b>
      ),
    },
    { key: 'reasons', title: t('column.reasons'), render: (_, one) => reasonsOf(one) || '—' },
    {
      key: 'here',
      title: t('column.here'),
      render: (_, one) => (isSolved(one) ? '—' : t(one.stillInBranch ? 'stillHere' : 'hasLeft')),
    },
    { key: 'state', title: t('column.state'), render: (_, one) => <StateTag badRating={one} /> },
    {
      key: 'tier',
      title: t('column.tier'),
      render: (_, one) => <Tag kind={one.tier === 'lobby' ? 'plain' : 'warn'}>{t(`tier.${one.tier}`)}</Tag>,
    },
    { key: 'due', title: t('column.due'), render: (_, one) => <DueTag badRating={one} now={now} /> },
    { key: 'handler', title: t('column.handler'), render: (_, one) => one.claimedBy?.name ?? '—' },
    { key: 'teller', title: t('column.teller'), render: (_, { request }) => request.staffName },
    {
      key: 'opened',
      title: t('column.opened'),
      render: (_, one) => <span className="num num-medium">{format.stamp(one.openedAt)}</span>,
    },
  ];
  return (
    <ListPage
      title={t('badRatings')}
      hint={undone > 0 ? t('consoleUndone', { count: undone }) : t('consoleHint')}
    >
      <QueryTable<BadRatingCase>
        list="bad-ratings"
        rows={list?.filter((one) => state === undefined || one.state === state)}
        rowKey={({ id }) => id}
        error={cases.error}
        onRetry={() => void cases.refetch()}
        emptyWords={t('badRatingsNone')}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        rowState={(one) => (one.state === 'closed' ? 'idle' : undefined)}
        selectedKey={words['case'] ?? null}
        onOpen={({ id }) => change({ case: id })}
        scrollX={1000}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.request.ticketNumber, one.request.staffName, one.claimedBy?.name, reasonsOf(one)],
        }}
        filters={
          <>
            <BranchChoice chosen={chosen} />
            <ChoiceFilter
              label={t('column.state')}
              value={state}
              options={CaseState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={(next) => change({ state: next })}
            />
          </>
        }
        columns={columns}
      />
      {open && (
        <CaseSheet
          key={open.id}
          badRating={open}
          blocked={null}
          onClose={() => change({ case: null })}
          onCustomer={null}
        />
      )}
    </ListPage>
  );
}
