import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { HallScreen } from './hall-screen.tsx';
import { PadShell } from './pad-shell.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import room from './room-page.module.css';

const CareScreen = lazy(() => import('./care/care-screen.tsx'));
const ServiceScreen = lazy(() => import('./service/service-screen.tsx'));
const PositionsScreen = lazy(() => import('./positions/positions-screen.tsx'));
const WorklogScreen = lazy(() => import('./worklog/worklog-screen.tsx'));
const AlertsScreen = lazy(() =>
  import('./alerts-screen.tsx').then((part) => ({ default: part.AlertsScreen })),
);
const BookingsScreen = lazy(() =>
  import('./bookings/bookings-screen.tsx').then((part) => ({ default: part.BookingsScreen })),
);
const CustomersScreen = lazy(() =>
  import('./customers-screen.tsx').then((part) => ({ default: part.CustomersScreen })),
);
const PeopleScreen = lazy(() =>
  import('./people-screen.tsx').then((part) => ({ default: part.PeopleScreen })),
);
const InboxScreen = lazy(() => import('./inbox-screen.tsx').then((part) => ({ default: part.InboxScreen })));
const RatingsScreen = lazy(() =>
  import('./ratings-screen.tsx').then((part) => ({ default: part.RatingsScreen })),
);
const FollowUpsScreen = lazy(() => import('./follow-ups/follow-ups-screen.tsx'));
const SettingsScreen = lazy(() =>
  import('./settings-screen.tsx').then((part) => ({ default: part.SettingsScreen })),
);

const root = createRootRoute({ component: PadShell });
const at = <P extends string>(path: P, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });
/** Not among the first things a lobby manager sees: fetched when opened. */
const soon = (screen: ReactNode) => (
  <Suspense
    fallback={
      <main className={room.page}>
        <ListSkeleton rows={5} height={92} />
      </main>
    }
  >
    {screen}
  </Suspense>
);
const elsewhere = createRoute({
  getParentRoute: () => root,
  path: '$',
  beforeLoad: () => {
    redirect({ to: '/', throw: true });
  },
});

export const padRouter = createRouter({
  routeTree: root.addChildren([
    at('/', HallScreen),
    at('/service', () => soon(<ServiceScreen />)),
    at('/positions', () => soon(<PositionsScreen />)),
    at('/worklog', () => soon(<WorklogScreen />)),
    at('/care', () => soon(<CareScreen />)),
    at('/customers', () => soon(<CustomersScreen />)),
    at('/bookings', () => soon(<BookingsScreen />)),
    at('/ratings', () => soon(<RatingsScreen />)),
    at('/follow-ups', () => soon(<FollowUpsScreen />)),
    at('/alerts', () => soon(<AlertsScreen />)),
    at('/people', () => soon(<PeopleScreen />)),
    at('/inbox', () => soon(<InboxScreen />)),
    at('/settings', () => soon(<SettingsScreen />)),
    elsewhere,
  ]),
  basepath: '/pad',
  defaultPreload: false,
});
