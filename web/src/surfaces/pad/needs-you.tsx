import type { BadRatingCase } from '@huiting/contracts/feedback';
import type { Alert } from '@huiting/contracts/workflow';
import { Link, useNavigate } from '@tanstack/react-router';
import { CaseRow, casesInOrder, useCases } from '../../features/feedback/index.ts';
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
  | { readonly kind: 'case'; readonly id: string; readonly badRating: BadRatingCase }
  | { readonly kind: 'alert'; readonly id: string; readonly alert: Alert };

/** Bad ratings first (somebody is unhappy now), then alerts by weight. An alert about a bad rating is that bad rating. */
export function useNeeds(): readonly Need[] {
  const branch = useBranch();
  const me = useMe();
  const cases = useCases(branch.id, usePermission('feedback.view')).data?.cases ?? [];
  const alerts = useAlerts(branch.id, { enabled: usePermission('alert.view') }).data?.alerts ?? [];
  const shown = new Set(cases.map((one) => one.id));
  return [
    ...casesInOrder(cases)
      .filter((one) => one.state !== 'closed')
      .map((badRating): Need => ({ kind: 'case', id: badRating.id, badRating })),
    ...inOrder(alerts)
      .filter(
        (alert) =>
          alert.state !== 'resolved' && !(alert.subject.kind === 'badRating' && shown.has(alert.subject.id)),
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
                onOpen={() => (target ? open(target) : void navigate({ to: '/alerts' }))}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
