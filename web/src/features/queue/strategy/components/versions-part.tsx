import type { StrategyVersion } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../../lib/format-context.tsx';
import { useText } from '../../../../lib/i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { ErrorPanel } from '../../../../ui/error-panel.tsx';
import { Panel } from '../../../../ui/panel.tsx';
import { ListSkeleton } from '../../../../ui/skeleton.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Edited } from '../strategy.domain.ts';
import { strategyVersionQuery } from '../strategy.queries.ts';
import { strategyText } from '../strategy.text.ts';
import { ChangesList } from './changes-list.tsx';
import type { NamedService } from './strategy-words.tsx';
import styles from '../strategy.module.css';

interface VersionsPartProps {
  readonly branchId: string;
  readonly versions: readonly StrategyVersion[];
  readonly activeVersion: number;
  readonly newestVersion: number;
  readonly edited: Edited;
  readonly services: readonly NamedService[];
  readonly onLoad: (version: number, edited: Edited) => void;
}

/** Every version with who, when and why; each can be compared with what is edited, and loaded again. */
export function VersionsPart(props: VersionsPartProps) {
  const { branchId, versions, activeVersion, newestVersion, edited, services, onLoad } = props;
  const t = useText(strategyText);
  const format = useFormat();
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Panel title={t('tab.versions')} count={versions.length} hint={t('backHint')}>
      <ol className={styles.versions}>
        {versions.map((one) => (
          <li key={one.version}>
            <div className={styles.versionLine}>
              <b>{t('version', { version: one.version })}</b>
              {one.version === activeVersion && <Tag kind="ok">{t('versionActive')}</Tag>}
              {one.version === newestVersion && one.version > activeVersion && (
                <Tag kind="info">{t('versionComing')}</Tag>
              )}
              <span className={styles.quiet}>
                {one.effectiveFrom === null
                  ? t('versionInstalled')
                  : `${t('versionFrom', { date: one.effectiveFrom })} · ${one.publishedBy} · ${format.stamp(one.publishedAt)}`}
                {one.tests > 0 && ` · ${t('versionTests', { count: one.tests })}`}
              </span>
              <span className={styles.grow} />
              <Button size="small" onClick={() => setShown(shown === one.version ? null : one.version)}>
                {t('compare')}
              </Button>
            </div>
            {one.reason && <p>{one.reason}</p>}
            {shown === one.version && (
              <Compared
                {...{ branchId, edited, services }}
                version={one.version}
                onLoad={(loaded) => onLoad(one.version, loaded)}
              />
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Compared({
  branchId,
  version,
  edited,
  services,
  onLoad,
}: Pick<VersionsPartProps, 'branchId' | 'edited' | 'services'> & {
  readonly version: number;
  readonly onLoad: (edited: Edited) => void;
}) {
  const t = useText(strategyText);
  const query = useQuery(strategyVersionQuery(branchId, version));
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={3} height={32} />;
  const { document, tests } = query.data;
  return (
    <div className={styles.compared}>
      <ChangesList before={document} after={edited.document} services={services} beforeVersion={version} />
      <Button size="small" kind="tint" icon="undo" onClick={() => onLoad({ document, tests })}>
        {t('backTo')}
      </Button>
    </div>
  );
}
