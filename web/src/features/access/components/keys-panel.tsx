import { keyEndpoints, type Keys } from '@huiting/contracts/platform/keys';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { securityText } from '../access.security.text.ts';
import { IndexKey } from './index-key.tsx';
import styles from './emergency-panel.module.css';

const keysQuery = queryOptions({
  queryKey: ['platform', 'keys'],
  queryFn: ({ signal }) => call(keyEndpoints.listKeys, {}, { signal }),
  refetchInterval: (query) =>
    [query.state.data?.run, query.state.data?.index.run].some((run) => run?.state === 'running')
      ? 1_000
      : 15_000,
});

/** Keys of personal data: which one seals now, what still rests under older ones, and how far sealing anew has come. */
export function KeysPanel() {
  const t = useText(securityText);
  const format = useFormat();
  const queries = useQueryClient();
  const query = useQuery(keysQuery);
  const { run, busy } = useCommand(useProblemToast());
  const keys = query.data;
  async function act(ask: Promise<Keys | null>) {
    const answer = await ask;
    if (answer) queries.setQueryData(keysQuery.queryKey, answer);
  }
  if (query.error && !keys) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!keys) return <ListSkeleton rows={3} height={36} />;
  const running = keys.run?.state === 'running' ? keys.run : null;
  const current = keys.keys.find((key) => key.current);
  return (
    <Panel
      title={t('keys')}
      extra={<Tag kind={keys.old === 0 ? 'ok' : 'warn'}>{t('keysOld', { count: keys.old })}</Tag>}
    >
      <div className={styles.body}>
        <p>{t('keysHint')}</p>
        <dl className={styles.facts}>
          {keys.keys.slice(0, 4).map((key) => (
            <div key={key.version}>
              <dt>
                {key.version} · {key.algorithm}
              </dt>
              <dd>
                {format.stamp(key.madeAt)} {key.current && <Tag kind="ok">{t('keysCurrent')}</Tag>}
                {current !== undefined && key.version > current.version && (
                  <Tag kind="info">{t('keysComing', { time: format.clockSeconds(key.usableFrom) })}</Tag>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {running !== null && (
          <label className={styles.progress}>
            {t('keysProgress', { done: format.integer(running.done), all: format.integer(running.total) })}
            <progress value={running.done} max={Math.max(1, running.total)} />
          </label>
        )}
        <div className={styles.acts}>
          <Button
            busy={busy === keyEndpoints.rotateKey.id}
            disabled={busy !== null}
            onClick={() => void act(run(keyEndpoints.rotateKey, { algorithm: 'aes-256-gcm' }))}
          >
            {t('keysRotate')}
          </Button>
          <Button
            disabled={busy !== null}
            onClick={() => void act(run(keyEndpoints.rotateKey, { algorithm: 'sm4-ctr-hmac-sm3' }))}
          >
            {t('keysRotateSm')}
          </Button>
          <Button
            disabled={busy !== null || keys.old === 0 || running !== null}
            onClick={() => void act(run(keyEndpoints.resealValues, {}))}
          >
            {t('keysReseal')}
          </Button>
        </div>
        <IndexKey
          index={keys.index}
          busy={busy}
          onChange={(givesUp) => void act(run(keyEndpoints.reindexValues, { givesUp }))}
        />
      </div>
    </Panel>
  );
}
