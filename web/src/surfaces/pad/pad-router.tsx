import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AlertsScreen } from './alerts-screen.tsx';
import { BookingsScreen } from './bookings/bookings-screen.tsx';
import { CustomersScreen } from './customers-screen.tsx';
import { HallScreen } from './hall-screen.tsx';
import { InboxScreen } from './inbox-screen.tsx';
import { PadShell } from './pad-shell.tsx';
import { RatingsScreen } from './ratings-screen.tsx';
import { ServiceScreen } from './service/service-screen.tsx';
import { SettingsScreen } from './settings-screen.tsx';

const root = createRootRoute({ component: PadShell });
const at = <P extends string>(path: P, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });
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
    at('/service', ServiceScreen),
    at('/customers', CustomersScreen),
    at('/bookings', BookingsScreen),
    at('/ratings', RatingsScreen),
    at('/alerts', AlertsScreen),
    at('/inbox', InboxScreen),
    at('/settings', SettingsScreen),
    elsewhere,
  ]),
  basepath: '/pad',
  defaultPreload: false,
});
