import { useMe, useSignOut } from '../../lib/session.tsx';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { SurfaceHead } from '../../ui/surface-head.tsx';
import { signedInText } from '../signed-in.text.ts';

export function PadHome() {
  const t = useText(signedInText);
  const me = useMe();
  const signOut = useSignOut();
  return (
    <SurfaceHead
      title={me.branch?.name ?? t('title.pad')}
      subtitle={me.name}
      end={
        <Button icon="logout" onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      }
    />
  );
}
