import type { BadRatingCase } from '@huiting/contracts/feedback';
import type { AssistCall } from '@huiting/contracts/hall';
import type { Alert } from '@huiting/contracts/workflow';
import { Link, useNavigate } from '@tanstack/react-router';
import { CaseRow, casesInOrder, isSolved, useCases } from '../../features/feedback/index.ts';
import { AssistRow, callsInOrder, isUnended, useAssistCalls } from '../../features/hall/assist/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { AlertRow, inOrder, useAlerts } from '../../features/workflow/index.ts';
import { useText } from '../../lib/i18n.ts';
import { useMe, usePermission } from '../../lib/session.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './needs-you.module.css';
import { sheetOfSubject, usePadSheets } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';

type Need =
  | { readonly kind: 'call'; readonly id: string; readonly call: AssistCall }
  | { readonly kind: 'case'; readonly id: string; readonly badRating: BadRatingCase }
  | { readonly kind: 'alert'; readonly id: string; readonly alert: Alert };

/**
 * Calls for help first (somebody waits for us now), bad ratings (somebody is unhappy), then alerts by weight. An alert about
 * a call or a bad rating is that call or bad rating.
 */
export function useNeeds(): readonly Need[] {
  const branch = useBranch();
  const me = useMe();
  const cases = useCases(branch.id, usePermission('feedback.view')).data?.cases ?? [];
  const alerts = useAlerts(branch.id, { enabled: usePermission('alert.view') }).data?.alerts ?? [];
  const calls = useAssistCalls(branch.id, usePermission('hall.callAssist')).data?.calls ?? [];
  const shown = new Set([...cases, ...calls].map((one) => one.id));
  return [
    ...callsInOrder(calls)
      .filter(isUnended)
      .filter((call) => call.acceptedBy === null || call.acceptedBy.staffId === me.staff?.id)
      // While the nearest alone is asked, it needs nobody else.
      .filter(
        (call) =>
          call.state !== 'open' ||
          call.offer === null ||
          call.offer.over ||
          call.offer.staffId === me.staff?.id,
      )
      .map((call): Need => ({ kind: 'call', id: call.id, call })),
    ...casesInOrder(cases)
      .filter((one) => !isSolved(one))
      .map((badRating): Need => ({ kind: 'case', id: badRating.id, badRating })),
    ...inOrder(alerts)
      .filter(
        (alert) =>
          alert.state !== 'resolved' &&
          !(['badRating', 'assistCall'].includes(alert.subject.kind) && shown.has(alert.subject.id)),
      )
      .filter((alert) => alert.staffId === null || alert.staffId === me.staff?.id)
      .map((alert): Need => ({ kind: 'alert', id: alert.id, alert })),
  ];
}

/** What needs a person now; taken and finished where it stands, one tap to the source. */
export function NeedsYou() {
  const t = useText(padText);
  const { open, blocked } = usePadSheets();
  const navigate = useNavigate();
  const needs = useNeeds();
  return (
    <Panel
      title={t('needsYou')}
      {...(needs.length > 0 ? { count: needs.length, countKind: 'danger' as const } : {})}
      scroll
      extra={
        <Link to="/alerts" className={styles.all!}>
          {t('all')}
          <Icon name="chevronRight" />
        </Link>
      }
    >
      {needs.length === 0 && <EmptyState icon="check" words={t('nothing')} />}
      <ul className={styles.list} aria-live="polite">
        {needs.map((need) => {
          if (need.kind === 'call') {
            return (
              <li key={need.id}>
                <AssistRow call={need.call} blocked={blocked} />
              </li>
            );
          }
          if (need.kind === 'case') {
            return (
              <li key={need.id}>
                <CaseRow
                  badRating={need.badRating}
                  blocked={blocked}
                  onOpen={() => open({ kind: 'badRating', id: need.badRating.id })}
                />
              </li>
            );
          }
          const target = sheetOfSubject(need.alert.subject);
          return (
            <li key={need.id}>
              <AlertRow
                alert={need.alert}
                blocked={blocked}
                onOpen={() =>
                  target
                    ? open(target)
                    : void navigate({ to: need.alert.subject.kind === 'callUp' ? '/positions' : '/alerts' })
                }
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
