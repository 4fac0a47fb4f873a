import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useParams,
} from '@tanstack/react-router';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BranchesPage } from './branches/branches-page.tsx';
import { readBranchSearch } from './branches/branches.search.ts';
import { consoleText } from './console.text.ts';
import { Guarded } from './guarded.tsx';
import { ConsoleShell } from './shell/console-shell.tsx';

const root = createRootRoute({ component: ConsoleShell, notFoundComponent: Missing });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  // Whoever signs in begins at what waits for them (SY-07).
  // Before anything is shown: a page that sends on as it is drawn would send again whoever has gone on meanwhile.
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way of sending on
    throw redirect({ to: '/home', replace: true });
  },
});

const branches = createRoute({
  getParentRoute: () => root,
  path: '/branches',
  validateSearch: readBranchSearch,
  component: function Branches() {
    const search = branches.useSearch();
    const go = branches.useNavigate();
    const { branchId } = useParams({ strict: false }) as { readonly branchId?: string };
    const here = branchId === undefined ? '/branches' : `/branches/${branchId}`;
    return (
      <Guarded permission="hall.overview">
        <BranchesPage
          search={search}
          onSearch={(next) => void go({ to: here, search: next, replace: true })}
          selectedId={branchId ?? null}
          onOpen={(id) => void go({ to: `/branches/${id}`, search })}
          drawer={<Outlet />}
        />
      </Guarded>
    );
  },
});

const branch = createRoute({
  getParentRoute: () => branches,
  path: '/$branchId',
  component: lazyRouteComponent(() => import('./branches/branch-route.tsx'), 'BranchRoute'),
});

const branchMap = createRoute({
  getParentRoute: () => root,
  path: '/branch-map',
  component: lazyRouteComponent(() => import('./branches/branch-map-route.tsx'), 'BranchMapRoute'),
});

const mapBranch = createRoute({
  getParentRoute: () => branchMap,
  path: '/$branchId',
  component: lazyRouteComponent(() => import('./branches/branch-route.tsx'), 'MapBranchRoute'),
});

const lazyPages = [
  createRoute({
    getParentRoute: () => root,
    path: '/floor-plans/$branchId',
    component: lazyRouteComponent(() => import('./hall/plan-route.tsx'), 'FloorPlanRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/branch-applications',
    component: lazyRouteComponent(() => import('./organization-routes.tsx'), 'ApplicationsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/formats',
    component: lazyRouteComponent(() => import('./organization-routes.tsx'), 'FormatsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/halls/$branchId',
    validateSearch: (search: Record<string, unknown>): { ticket?: string } =>
      typeof search['ticket'] === 'string' ? { ticket: search['ticket'] } : {},
    component: lazyRouteComponent(() => import('./hall/hall-route.tsx'), 'HallRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/queue-strategy',
    component: lazyRouteComponent(() => import('./queue/queue-strategy-page.tsx'), 'QueueStrategyRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/queue-machine',
    component: lazyRouteComponent(() => import('./queue/machine-page.tsx'), 'MachineRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers',
    component: lazyRouteComponent(() => import('./customers/customers-route.tsx'), 'CustomersRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/fairness',
    component: lazyRouteComponent(() => import('./queue/fairness-page.tsx'), 'FairnessRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/queue-setup',
    component: lazyRouteComponent(() => import('./queue/queue-setup-page.tsx'), 'QueueSetupRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/booking-rules',
    component: lazyRouteComponent(() => import('./bookings-route.tsx'), 'BookingRulesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/worklogs',
    component: lazyRouteComponent(() => import('./worklogs/worklogs-route.tsx'), 'WorklogsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/surveys',
    component: lazyRouteComponent(() => import('./feedback/surveys-route.tsx'), 'SurveysRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/follow-up-rule',
    component: lazyRouteComponent(() => import('./feedback/follow-up-rule-route.tsx'), 'FollowUpRuleRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/bad-ratings',
    component: lazyRouteComponent(() => import('./feedback/bad-ratings-route.tsx'), 'BadRatingsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/satisfaction',
    component: lazyRouteComponent(() => import('./feedback/satisfaction-route.tsx'), 'SatisfactionRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    component: lazyRouteComponent(() => import('./notices-route.tsx'), 'NoticesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/alerts',
    component: lazyRouteComponent(() => import('./alerts/alerts-route.tsx'), 'AlertsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/inbox',
    component: lazyRouteComponent(() => import('./inbox/inbox-route.tsx'), 'InboxRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/staff',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'StaffRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/posts',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'PostsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/teams',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'TeamsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/grades',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'GradesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rotation',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'RotationRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mandatory-leave',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'LeaveRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/handovers',
    component: lazyRouteComponent(() => import('./staff/staff-routes.tsx'), 'HandoversRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/terminals',
    component: lazyRouteComponent(() => import('./registers.tsx'), 'TerminalsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/users',
    component: lazyRouteComponent(() => import('./registers.tsx'), 'UsersRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/roles',
    component: lazyRouteComponent(() => import('./registers.tsx'), 'RolesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approval-steps',
    component: lazyRouteComponent(() => import('./registers.tsx'), 'ApprovalStepsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/security',
    component: lazyRouteComponent(() => import('./security-route.tsx'), 'SecurityRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    component: lazyRouteComponent(() => import('./registers.tsx'), 'AuditRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/alert-rules',
    component: lazyRouteComponent(() => import('./registers.tsx'), 'AlertRulesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/data-requests',
    component: lazyRouteComponent(() => import('./privacy/privacy-routes.tsx'), 'RequestsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/retention',
    component: lazyRouteComponent(() => import('./privacy/privacy-routes.tsx'), 'RetentionRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/consent-texts',
    component: lazyRouteComponent(() => import('./privacy/privacy-routes.tsx'), 'ConsentTextsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/home',
    component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomeRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/imports',
    component: lazyRouteComponent(() => import('./system/system-routes.tsx'), 'ImportsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/exports',
    component: lazyRouteComponent(() => import('./system/system-routes.tsx'), 'ExportsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/parameters',
    component: lazyRouteComponent(() => import('./system/system-routes.tsx'), 'ParametersRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/jobs',
    component: lazyRouteComponent(() => import('./system/system-routes.tsx'), 'JobsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/health',
    component: lazyRouteComponent(() => import('./system/health-page.tsx'), 'HealthRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/clock',
    component: lazyRouteComponent(() => import('./system/clock-page.tsx'), 'ClockRoute'),
  }),
];

function Missing() {
  const t = useText(consoleText);
  const go = root.useNavigate();
  return (
    <EmptyState
      icon="question"
      words={t('pageMissing')}
      action={<Button onClick={() => void go({ to: '/' })}>{t('toHome')}</Button>}
    />
  );
}

export const createConsoleRouter = () =>
  createRouter({
    routeTree: root.addChildren([
      home,
      branches.addChildren([branch]),
      branchMap.addChildren([mapBranch]),
      ...lazyPages,
    ]),
    basepath: '/console',
  });
