import type { Me } from '@huiting/contracts/access';
import { lazy, Suspense, type ReactNode } from 'react';
import { MeProvider, useIdleSignOut, useSession } from '../lib/session.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Bone, Skeleton } from '../ui/skeleton.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/** Seldom needed: not part of the first load. */
const DutiesScreen = lazy(() =>
  import('./duties-screen.tsx').then(({ DutiesScreen: screen }) => ({ default: screen })),
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
  if (session.data) {
    return (
      <MeProvider key={session.data.id} me={session.data}>
        <IdleGuard minutes={session.data.idleLogoutMinutes} />
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

function IdleGuard({ minutes }: { readonly minutes: number | null }) {
  useIdleSignOut(minutes);
  return null;
}
