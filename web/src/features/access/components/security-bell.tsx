import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Count } from '../../../ui/tag.tsx';
import { securityAlertsQuery } from '../access.security.queries.ts';
import { securityText } from '../access.security.text.ts';

interface SecurityBellProps {
  /** The surface's way to the page: a link around these words. */
  readonly link: (label: string, content: ReactNode) => ReactNode;
  readonly countClass: string;
}

/** What may be an attack and nobody has looked into, for those who watch. */
export function SecurityBell({ link, countClass }: SecurityBellProps) {
  const t = useText(securityText);
  const { data } = useQuery(securityAlertsQuery(50));
  const open = data?.open ?? 0;
  return link(
    open === 0 ? t('none') : t('bell', { count: open }),
    <>
      <Icon name="shield" size={19} />
      {t('bellShort')}
      {open > 0 && (
        <span className={countClass}>
          <Count value={open} kind="danger" />
        </span>
      )}
    </>,
  );
}
