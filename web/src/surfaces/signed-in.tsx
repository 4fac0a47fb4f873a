import type { Me } from '@huiting/contracts/access';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useKeptLooks } from '../lib/own-looks.ts';
import { MeProvider, useIdleSignOut, useSession } from '../lib/session.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Bone, Skeleton } from '../ui/skeleton.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/** Seldom needed: not part of the first load. */
const DutiesScreen = lazy(() =>
  import('./duties-screen.tsx').then(({ DutiesScreen: screen }) => ({ default: screen })),
);

const ProviderReturn = lazy(() =>
  import('./provider-return.tsx').then(({ ProviderReturn: screen }) => ({ default: screen })),
);

interface SignedInProps {
  readonly surface: 'console' | 'pad' | 'teller' | 'wall';
  readonly children: (me: Me) => ReactNode;
  /** What to show when the server cannot be asked who is there (the PAD reads its offline board). */
  readonly unreachable?: ReactNode;
}

/** The session gate of staff surfaces: sign-in screen or the app, following every 401 and the idle limit. */
export function SignedIn({ surface, children, unreachable }: SignedInProps) {
  const session = useSession();
  // The identity provider sends the browser here; the code in the address is good once, and gone from it at once.
  const [answer, setAnswer] = useState(takeProviderAnswer);
  if (answer !== null && !session.data)
    return (
      <Suspense fallback={null}>
        <ProviderReturn surface={surface} query={answer} onOver={() => setAnswer(null)} />
      </Suspense>
    );
  if (session.data) {
    return (
      <MeProvider key={session.data.id} me={session.data}>
        <IdleGuard minutes={session.data.idleLogoutMinutes} />
        <KeptLooks />
        {session.data.duties.length > 0 ? (
          <Suspense fallback={null}>
            <DutiesScreen />
          </Suspense>
        ) : (
          children(session.data)
        )}
      </MeProvider>
    );
  }
  if (session.data === null) return <SignInScreen surface={surface} />;
  if (session.error) {
    return (
      unreachable ?? (
        <ErrorPanel
          page
          error={session.error}
          since={session.errorUpdatedAt}
          onRetry={() => void session.refetch()}
        />
      )
    );
  }
  return (
    <Skeleton>
      <Bone height={64} radius={0} />
      <div style={{ display: 'grid', gap: 14, padding: 20 }}>
        <Bone height={92} radius="var(--radius-card)" />
        <Bone height="50vh" radius="var(--radius-card)" />
      </div>
    </Skeleton>
  );
}

/** The query the identity provider came back with; the address is the surface's own again, before anything is sent or kept. */
function takeProviderAnswer(): string | null {
  const { pathname, search } = window.location;
  if (!pathname.endsWith('/signed-in')) return null;
  window.history.replaceState(null, '', pathname.replace(/signed-in$/, ''));
  return search === '' ? null : search.slice(1);
}

function KeptLooks() {
  useKeptLooks();
  return null;
}

function IdleGuard({ minutes }: { readonly minutes: number | null }) {
  useIdleSignOut(minutes);
  return null;
}
