import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { BookPage, type BookChoice } from './book/book-page.tsx';
import { BookingPage } from './booking/booking-page.tsx';
import { PhoneNote } from './frame/phone-note.tsx';
import { PhonePage } from './frame/phone-page.tsx';
import { h5Text } from './h5.text.ts';
import { BranchList } from './home/branch-list.tsx';
import { InboxPage } from './inbox/inbox-page.tsx';
import { TicketPage } from './ticket/ticket-page.tsx';

const TakePage = lazy(() => import('./take/take-page.tsx'));

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: function Home() {
    const go = home.useNavigate();
    return (
      <BranchList
        onChoose={(branchId) => void go({ to: `/book/${branchId}` })}
        onOpen={(path) => void go({ to: path.replace(/^\/h5/, '') })}
      />
    );
  },
});

const book = createRoute({
  getParentRoute: () => root,
  path: '/book/$branchId',
  validateSearch: (search: Record<string, unknown>): BookChoice => {
    const service = text(search['service']);
    const date = text(search['date']);
    const start = Number(search['start']);
    return {
      ...(service ? { service } : {}),
      ...(date ? { date } : {}),
      ...(Number.isInteger(start) && start > 0 ? { start } : {}),
    };
  },
  component: function Book() {
    const { branchId } = book.useParams();
    const choice = book.useSearch();
    const go = book.useNavigate();
    const home = () => void go({ to: '/' });
    return (
      <BookPage
        branchId={branchId}
        choice={choice}
        onChoice={(next, options) =>
          void go({ to: `/book/${branchId}`, search: next, replace: options?.replace ?? false })
        }
        onBack={() => {
          const { service, date } = choice;
          if (choice.start !== undefined)
            void go({
              to: `/book/${branchId}`,
              search: { ...(service ? { service } : {}), ...(date ? { date } : {}) },
            });
          else if (service !== undefined) void go({ to: `/book/${branchId}`, search: {} });
          else home();
        }}
        onHome={home}
        onTake={() => void go({ to: `/take/${branchId}` })}
        onBooked={(path) => void go({ to: path.replace(/^\/h5/, ''), search: { made: true }, replace: true })}
      />
    );
  },
});

const take = createRoute({
  getParentRoute: () => root,
  path: '/take/$branchId',
  component: function Take() {
    const { branchId } = take.useParams();
    const go = take.useNavigate();
    return (
      <Suspense
        fallback={
          <PhonePage title="">
            <ListSkeleton rows={4} height={76} />
          </PhonePage>
        }
      >
        <TakePage
          branchId={branchId}
          onHome={() => void go({ to: '/' })}
          onBook={() => void go({ to: `/book/${branchId}` })}
          onTaken={(path) => void go({ to: path.replace(/^\/h5/, ''), replace: true })}
        />
      </Suspense>
    );
  },
});

const booking = createRoute({
  getParentRoute: () => root,
  path: '/b/$token',
  validateSearch: (search: Record<string, unknown>): { made?: true } =>
    search['made'] === true ? { made: true } : {},
  component: function Booking() {
    const { token } = booking.useParams();
    const { made } = booking.useSearch();
    const go = booking.useNavigate();
    return (
      <BookingPage
        token={token}
        made={made ?? false}
        onHome={() => void go({ to: '/' })}
        onOpen={(path) => void go({ to: path.replace(/^\/h5/, '') })}
      />
    );
  },
});

const ticket = createRoute({
  getParentRoute: () => root,
  path: '/t/$token',
  component: function Ticket() {
    const { token } = ticket.useParams();
    const go = ticket.useNavigate();
    return (
      <TicketPage
        key={token}
        token={token}
        onHome={() => void go({ to: '/' })}
        onSurvey={(survey) => void go({ to: `/s/${survey}`, search: { t: token } as never })}
      />
    );
  },
});

const survey = createRoute({
  getParentRoute: () => root,
  path: '/s/$token',
  component: lazyRouteComponent(() => import('./survey/survey-route.tsx'), 'SurveyRoute'),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: function Inbox() {
    const go = inbox.useNavigate();
    return <InboxPage onHome={() => void go({ to: '/' })} />;
  },
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./privacy/privacy-entry.tsx'), 'PrivacyEntry'),
});

const mine = createRoute({
  getParentRoute: () => root,
  path: '/p/$token',
  component: lazyRouteComponent(() => import('./privacy/my-data-page.tsx'), 'MyDataRoute'),
});

function Missing() {
  const t = useText(h5Text);
  const go = root.useNavigate();
  const toHome = () => void go({ to: '/' });
  return (
    <PhonePage title={t('home')} onBack={toHome}>
      <PhoneNote
        icon="question"
        title={t('pageMissing')}
        action={<Button onClick={toHome}>{t('toHome')}</Button>}
      />
    </PhonePage>
  );
}

const router = createRouter({
  routeTree: root.addChildren([home, book, take, booking, ticket, survey, inbox, privacy, mine]),
  basepath: '/h5',
});

export function H5App() {
  return <RouterProvider router={router} />;
}
