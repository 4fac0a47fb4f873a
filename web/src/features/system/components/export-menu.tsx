import { exportEndpoints } from '@huiting/contracts/system';
import type { Export } from '@huiting/contracts/system';
import { useQueryClient } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { saveFrom } from '../../../lib/file-transfer.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { FileAsked } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { systemKeys, isUnderWay } from '../system.queries.ts';
import { exportText } from '../system.export.text.ts';

const lookEveryMs = 1_000;
/** More rows are rather asked for by filters. */
const namedAtMost = 500;

/** Asks for the list as a file: all of it, the rows listed, or those chosen; and tells when it is ready. */
export function ExportMenu({ kind, filter, listed, chosen }: FileAsked) {
  const t = useText(exportText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [watched, setWatched] = useState<string | null>(null);
  useTellWhenReady(watched, () => setWatched(null));
  async function ask(keys: readonly string[] | null) {
    const set = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const begun = await run(exportEndpoints.beginExport, {
      kind,
      filter: Object.fromEntries(set),
      keys: keys === null ? null : [...keys],
    });
    if (begun === null) return;
    toast({ words: t('begun', { name: begun.fileName }), kind: 'info' });
    setWatched(begun.id);
    await queries.invalidateQueries({ queryKey: systemKeys.exports });
  }
  const named = (name: 'listed' | 'chosen', keys: readonly string[]) =>
    keys.length > 0 && keys.length <= namedAtMost
      ? [{ key: name, label: t(name, { count: keys.length }), onClick: () => void ask(keys) }]
      : [];
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'all', label: t('all'), onClick: () => void ask(null) },
          ...named('listed', listed),
          ...named('chosen', chosen),
        ],
      }}
    >
      <Button size="small" icon="download" iconEnd="chevronDown" busy={busy !== null || watched !== null}>
        {t('export')}
      </Button>
    </Dropdown>
  );
}

/** Looks after an export until it has ended, then offers its file. */
function useTellWhenReady(exportId: string | null, onEnd: () => void): void {
  const t = useText(exportText);
  const format = useFormat();
  const toast = useToast();
  const tell = useProblemToast();
  useEffect(() => {
    if (exportId === null) return;
    function end(one: Export) {
      onEnd();
      if (one.state === 'done')
        toast({
          words: t('ready', { name: one.fileName, count: format.integer(one.rows.done) }),
          act: {
            words: t('fetch'),
            onAct: () => void saveFrom(`/api/export-jobs/${one.id}/file.csv`, one.fileName).catch(tell),
          },
        });
      else if (one.problem !== null)
        toast({ words: t('gone', { name: one.fileName, why: one.problem.message }), kind: 'danger' });
    }
    const timer = setInterval(() => {
      call(exportEndpoints.getExport, { exportId }).then(
        (one) => !isUnderWay(one.state) && end(one),
        // Asked again a second later; the page of exports tells it too.
        () => undefined,
      );
    }, lookEveryMs);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- words and formats do not change what is looked after
  }, [exportId]);
}
