import { queueEndpoints, type SetupProblem } from '@huiting/contracts/queue';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { queueText } from '../queue.text.ts';
import { SetupEditor } from './setup-editor.tsx';
import {
  draftOfSetup,
  draftOfTemplate,
  setupOfDraft,
  templateOfDraft,
  type SetupDraft,
} from './setup.domain.ts';
import { setupCheckQuery, setupKeys, setupQuery, setupVersionQuery, templateQuery } from './setup.queries.ts';
import { setupText } from './setup.text.ts';
import styles from './setup.module.css';

interface BranchSetupProps {
  readonly branchId: string;
  readonly branchName: string;
  readonly head: (hint: ReactNode) => ReactNode;
}

/** QU-03: a branch's queue, edited as a whole and saved as one version. */
export function BranchSetup({ branchId, branchName, head }: BranchSetupProps) {
  const t = useText(setupText);
  const query = useQuery(setupQuery(branchId));
  if (!query.data) {
    return (
      <div className={styles.page}>
        {head(null)}
        {query.error ? (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        ) : (
          <ListSkeleton rows={8} height={40} />
        )}
      </div>
    );
  }
  return <LoadedSetup key={query.data.version} {...{ branchId, branchName, head }} data={query.data} />;
}

function LoadedSetup({
  branchId,
  branchName,
  head,
  data,
}: BranchSetupProps & { readonly data: OutputOf<typeof queueEndpoints.getSetup> }) {
  const t = useText(setupText);
  const q = useText(queueText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const [saved] = useState(() => draftOfSetup(data.setup));
  const [draft, setDraft] = useState<SetupDraft>(saved);
  const [asking, setAsking] = useState(false);
  const setup = draft === saved ? data.setup : setupOfDraft(draft);
  const check = useQuery({ ...setupCheckQuery(branchId, setup), enabled: draft !== saved });
  const { problems, drift } = draft === saved ? data : (check.data ?? data);
  const newest = data.versions[0];

  function labelOf(id: string) {
    const window = data.windows.find((one) => one.id === id);
    if (!window) return { label: id, note: null };
    return { label: format.windowName(window.label), note: q(`kind.${window.kind}`) };
  }
  async function load(version: number) {
    const { setup: earlier } = await queries.fetchQuery(setupVersionQuery(branchId, version));
    setDraft(draftOfSetup(earlier));
  }
  return (
    <div className={styles.page}>
      {head(
        <>
          {newest === undefined || data.version === 0
            ? t('versionFirst')
            : t('versionNow', {
                version: data.version,
                who: newest.changedBy,
                at: format.stamp(newest.changedAt),
              })}{' '}
          · {t('liveHint')}
        </>,
      )}
      <SetupEditor
        kind="branch"
        saved={saved}
        draft={draft}
        onChange={setDraft}
        problems={problems}
        drift={drift}
        template={
          data.template && { version: data.template.version, draft: draftOfSetup(data.template.setup) }
        }
        profiles={data.profiles}
        labelOf={labelOf}
        versions={data.versions}
        onVersion={(version) => void load(version)}
        onSave={() => setAsking(true)}
      />
      {asking && (
        <SaveSheet
          hint={t('saveHint', { branch: branchName })}
          action={t('save')}
          onClose={() => setAsking(false)}
          send={(run, reason) =>
            run(queueEndpoints.saveSetup, { branchId, baseVersion: data.version, setup, reason })
          }
          onSaved={(version) => {
            toast({ words: t('saved', { version }) });
            setAsking(false);
            return queries.invalidateQueries({ queryKey: setupKeys.setup(branchId), exact: true });
          }}
          onReload={() =>
            void queries.invalidateQueries({ queryKey: setupKeys.setup(branchId), exact: true })
          }
        />
      )}
    </div>
  );
}

interface TemplateSetupProps {
  readonly orgUnitId: string;
  readonly head: (hint: ReactNode) => ReactNode;
}

/** Head office's model: the same editor, with kinds of window. */
export function TemplateSetup({ orgUnitId, head }: TemplateSetupProps) {
  const t = useText(setupText);
  const query = useQuery(templateQuery(orgUnitId));
  if (!query.data) {
    return (
      <div className={styles.page}>
        {head(null)}
        {query.error ? (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        ) : (
          <ListSkeleton rows={8} height={40} />
        )}
      </div>
    );
  }
  return <LoadedTemplate key={query.data.version} {...{ orgUnitId, head }} data={query.data} />;
}

const emptyTemplate = { groups: [], services: [], kinds: [] };

function LoadedTemplate({
  orgUnitId,
  head,
  data,
}: TemplateSetupProps & { readonly data: OutputOf<typeof queueEndpoints.getTemplate> }) {
  const t = useText(setupText);
  const q = useText(queueText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const [saved] = useState(() => draftOfTemplate(data.template ?? emptyTemplate));
  const [draft, setDraft] = useState<SetupDraft>(saved);
  const [asking, setAsking] = useState(false);
  const [problems, setProblems] = useState<readonly SetupProblem[]>([]);
  const newest = data.versions[0];
  const refresh = () => queries.invalidateQueries({ queryKey: setupKeys.template(orgUnitId) });
  return (
    <div className={styles.page}>
      {head(
        <>
          {newest === undefined
            ? t('versionNone')
            : t('versionNow', {
                version: newest.version,
                who: newest.changedBy,
                at: format.stamp(newest.changedAt),
              })}{' '}
          · {t('templateHint')}
        </>,
      )}
      <SetupEditor
        kind="template"
        saved={saved}
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          setProblems([]);
        }}
        problems={problems}
        drift={[]}
        template={null}
        profiles={data.profiles}
        labelOf={(id) => ({ label: q(`kind.${id}` as 'kind.cash'), note: null })}
        versions={data.versions}
        onVersion={null}
        onSave={() => setAsking(true)}
      />
      {asking && (
        <SaveSheet
          hint={t('saveTemplateHint')}
          action={t('saveTemplate')}
          onClose={() => setAsking(false)}
          send={(run, reason) =>
            run(
              queueEndpoints.saveTemplate,
              { orgUnitId, baseVersion: data.version, template: templateOfDraft(draft), reason },
              {
                onProblem: (problem) => {
                  if (problem.code !== 'queue.setup_invalid') return false;
                  setProblems((problem.detail as { problems: SetupProblem[] }).problems);
                  setAsking(false);
                  return true;
                },
              },
            )
          }
          onSaved={(version) => {
            toast({ words: t('savedTemplate', { version }) });
            setAsking(false);
            return refresh();
          }}
          onReload={() => void refresh()}
        />
      )}
    </div>
  );
}

interface SaveSheetProps {
  readonly hint: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly send: (
    run: ReturnType<typeof useCommand>['run'],
    reason: string,
  ) => Promise<{ readonly version: number } | null>;
  readonly onSaved: (version: number) => Promise<void>;
  readonly onReload: () => void;
}

function SaveSheet({ hint, action, onClose, send, onSaved, onReload }: SaveSheetProps) {
  const t = useText(setupText);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [conflict, setConflict] = useState<string | null>(null);
  const tell = useProblemToast();
  const command = useCommand((error) => {
    const { code, detail } = error as Partial<ApiProblem>;
    if (code === 'platform.conflict') setConflict((detail as { by?: string } | undefined)?.by ?? '—');
    else tell(error);
  });
  async function submit() {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await send(command.run, reason.trim());
    if (answer) await onSaved(answer.version);
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('saveTitle')}
      actions={
        <>
          {conflict === null ? (
            <Button kind="primary" busy={command.busy !== null} onClick={() => void submit()}>
              {action}
            </Button>
          ) : (
            <Button kind="primary" icon="refresh" onClick={onReload}>
              {t('reload')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.save}>
        <p>{conflict === null ? hint : t('conflict', { by: conflict })}</p>
        <TextAreaField
          label={t('reason')}
          maxLength={200}
          data-autofocus
          value={reason}
          error={missing ? t('reasonNeeded') : null}
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
