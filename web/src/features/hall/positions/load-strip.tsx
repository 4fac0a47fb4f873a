import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import type { PositionBoard } from './positions.queries.ts';
import { positionText } from './positions.text.ts';

/** The load of this moment, and how what is there compares with the plan for it. */
export function LoadStrip({ board }: { readonly board: PositionBoard }) {
  const t = useText(positionText);
  const format = useFormat();
  const { now, plan } = board;
  const wanted = plan.find(({ tier }) => tier === now.tier);
  const cell = (label: string, has: number, of: number | undefined) => {
    const missing = Math.max(0, (of ?? 0) - has);
    return (
      <Kpi
        label={label}
        value={format.integer(has)}
        {...(of === undefined ? {} : { total: `/${of}` })}
        note={missing > 0 ? t('short', { count: missing }) : t('enough')}
        noteTone={missing > 0 ? 'warn' : 'plain'}
      />
    );
  };
  return (
    <KpiStrip label={t('tier')}>
      <Kpi
        label={t('tier')}
        value={t(`tier.${now.tier}`)}
        note={t('busyIndex', { index: now.busyIndex })}
        tone={now.tier === 'busy' ? 'warn' : 'plain'}
      />
      {cell(t('lobbyManagers'), now.lobbyManagers, wanted?.lobbyManagers)}
      {cell(t('reserves'), now.reserves, wanted?.reserves)}
      {cell(t('windows'), now.windows, wanted?.windows)}
      <Kpi
        label={t('workNow')}
        value={format.integer(now.openWork)}
        unit={t('pieces')}
        note={t(now.pressed ? 'pressed' : 'notPressed')}
        noteTone={now.pressed ? 'warn' : 'plain'}
      />
    </KpiStrip>
  );
}
