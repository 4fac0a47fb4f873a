import type { BranchPulse } from '@huiting/contracts/hall';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { branchesText } from './branches.text.ts';

const kinds = { normal: 'ok', near: 'warn', congested: 'danger', closed: 'idle' } as const;

/** How the hall is: icon, word and colour together. */
export function FlowTag({ pulse }: { readonly pulse: Pick<BranchPulse, 'state' | 'stage'> }) {
  const t = useText(branchesText);
  if (pulse.stage === 'suspended')
    return (
      <Tag kind="idle" icon="pauseSolid" bordered>
        {t('state.suspended')}
      </Tag>
    );
  return (
    <Tag
      kind={kinds[pulse.state]}
      bordered
      {...(pulse.state === 'closed' ? { icon: 'lockSolid' as const } : {})}
    >
      {t(`state.${pulse.state}`)}
    </Tag>
  );
}
