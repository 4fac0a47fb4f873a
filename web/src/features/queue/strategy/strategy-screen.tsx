import { queueEndpoints, type StrategyNeed } from '@huiting/contracts/queue';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { runTestCase, validateStrategy, type QueueStrategy } from '@huiting/queueing/strategy';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { CheckPanel } from './components/check-panel.tsx';
import { ClassesPart } from './components/classes-part.tsx';
import { ProfilesPart } from './components/profiles-part.tsx';
import { PublishSheet } from './components/publish-sheet.tsx';
import { RulesTable } from './components/rules-table.tsx';
import { useStrategyWords } from './components/strategy-words.tsx';
import { TestsPart } from './components/tests-part.tsx';
import { TrialPart } from './components/trial-part.tsx';
import { VersionsPart } from './components/versions-part.tsx';
import type { Edited } from './strategy.domain.ts';
import { strategyKeys, strategyQuery } from './strategy.queries.ts';
import { strategyText } from './strategy.text.ts';
import styles from './strategy.module.css';

type Data = OutputOf<typeof queueEndpoints.getStrategy>;
interface StrategyScreenProps {
  readonly branchId: string;
  readonly head: (hint: ReactNode) => ReactNode;
}

/** QU-07: the calling strategy as a branch manager edits it. */
export function StrategyScreen({ branchId, head }: StrategyScreenProps) {
  const t = useText(strategyText);
  const query = useQuery(strategyQuery(branchId));
  if (query.data) {
    const { newest, draft } = query.data;
    return (
      <Editor key={`${newest.version}:${draft?.revision ?? 0}`} {...{ branchId, head }} data={query.data} />
    );
  }
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

const tabs = ['rules', 'classes', 'profiles', 'tests', 'trial', 'versions'] as const;
type Tab = (typeof tabs)[number];

function Editor({ branchId, head, data }: StrategyScreenProps & { readonly data: Data }) {
  const t = useText(strategyText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const { active, newest, draft } = data;
  const [start] = useState<Edited>(draft ?? newest);
  const [edited, setEdited] = useState<Edited>(start);
  const [kept, setKept] = useState(start);
  const [revision, setRevision] = useState(draft?.revision ?? 0);
  const [tab, setTab] = useState<Tab>('rules');
  const [publishing, setPublishing] = useState(false);
  const services = data.services;
  const words = useStrategyWords(edited.document, services);
  const { problems, outcomes } = useJudgement(edited, services);
  const needs = needsOf(data, edited).map((one) => ({
    ...one,
    words: t(`need.${one.code}`, {
      subject: one.code === 'profileInUse' ? words.profile(one.subject) : words.service(one.subject),
    }),
  }));
  const passed = [...outcomes.values()].filter((one) => one.passed).length;
  const blocked =
    problems.length > 0 || needs.some((one) => one.severity === 'error') || passed < edited.tests.length;
  const isPublished = sameAs(edited, newest);
  const reload = () => queries.invalidateQueries({ queryKey: strategyKeys.strategy(branchId), exact: true });
  const tell = useProblemToast();
  const command = useCommand((error) =>
    hasCode(error, 'platform.conflict') ? toast({ words: t('conflict'), kind: 'warn' }) : tell(error),
  );
  async function save() {
    const answer = await command.run(queueEndpoints.saveStrategyDraft, {
      branchId,
      document: edited.document,
      tests: [...edited.tests],
      basedOn: newest.version,
      revision,
    });
    if (!answer) return;
    setRevision(answer.revision);
    setKept(edited);
    toast({ words: t('saved') });
  }
  async function discard() {
    if (revision > 0) await command.run(queueEndpoints.dropStrategyDraft, { branchId });
    setRevision(0);
    setEdited(newest);
    setKept(newest);
    toast({ words: t('discarded') });
  }
  const part = {
    edited,
    onChange: setEdited,
    words,
    services,
    problemsAt: (path: string) =>
      problems.filter((one) => one.path.startsWith(path)).map((one) => t(`problem.${one.code}`)),
  };
  const counts: Partial<Record<Tab, number>> = {
    rules: problems.filter(({ path }) => path.startsWith('rules')).length,
    classes: problems.filter(({ path }) => path.startsWith('classes')).length,
    profiles: problems.filter(({ path }) => path.startsWith('profiles')).length,
    tests: edited.tests.length - passed,
  };
  return (
    <div className={styles.page}>
      {head(
        <>
          {t('active', { version: active.version })}
          {newest.version > active.version &&
            ` · ${t('coming', { version: newest.version, date: data.versions[0]?.effectiveFrom ?? '' })}`}
          {draft && ` · ${t('draftOf', { who: draft.changedBy, at: format.stamp(draft.changedAt) })}`}
        </>,
      )}
      <div className={styles.tabs} role="tablist" aria-label={t('title')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === tab}
            onClick={() => setTab(name)}
          >
            {t(`tab.${name}`)}
            {(counts[name] ?? 0) > 0 && <Icon name="warnSolid" className={styles.bad ?? ''} />}
          </button>
        ))}
      </div>
      <div className={styles.columns}>
        <div key={tab} className={styles.main} role="tabpanel">
          {tab === 'rules' && <RulesTable {...part} />}
          {tab === 'classes' && <ClassesPart {...part} />}
          {tab === 'profiles' && <ProfilesPart {...part} windows={data.windows} />}
          {tab === 'tests' && <TestsPart {...part} outcomes={outcomes} />}
          {tab === 'trial' && (
            <TrialPart branchId={branchId} document={edited.document} sound={problems.length === 0} />
          )}
          {tab === 'versions' && (
            <VersionsPart
              {...{ branchId, edited, services }}
              versions={data.versions}
              activeVersion={active.version}
              newestVersion={newest.version}
              onLoad={(version, loaded) => {
                setEdited(loaded);
                setTab('rules');
                toast({ words: t('loaded', { version }) });
              }}
            />
          )}
        </div>
        <CheckPanel
          problems={problems.map((one) =>
            t('at', { where: words.place(one), what: t(`problem.${one.code}`) }),
          )}
          needs={needs}
          tests={{ passed, count: edited.tests.length }}
          changes={{
            before: active.document,
            after: edited.document,
            services,
            beforeVersion: active.version,
          }}
        />
      </div>
      <footer className={styles.bar}>
        <b>{t(isPublished ? 'unchanged' : 'changed')}</b>
        <span className={styles.quiet}>
          {!isPublished && t('basedOn', { version: newest.version })}
          {!isPublished && blocked && ` · ${t('publishBlocked')}`}
        </span>
        <span className={styles.grow} />
        <Button disabled={isPublished && revision === 0} onClick={() => void discard()}>
          {t('discard')}
        </Button>
        <Button
          icon="save"
          disabled={edited === kept}
          busy={command.busy === queueEndpoints.saveStrategyDraft.id}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
        <Button
          kind="primary"
          icon="send"
          disabled={isPublished || blocked}
          onClick={() => setPublishing(true)}
        >
          {t('publish')}
        </Button>
      </footer>
      {publishing && (
        <PublishSheet
          branchId={branchId}
          document={edited.document}
          tests={edited.tests}
          basedOn={newest.version}
          nextBusinessDate={data.nextBusinessDate}
          onClose={() => setPublishing(false)}
          onReload={() => void reload()}
          onPublished={({ version, effectiveFrom }) => {
            toast({ words: t('published', { version, date: effectiveFrom }) });
            setPublishing(false);
            void reload();
          }}
        />
      )}
    </div>
  );
}

/** Judged as it is edited, by the engine the server decides with. */
function useJudgement({ document, tests }: Edited, services: Data['services']) {
  return useMemo(() => {
    const strategy = document as QueueStrategy;
    const problems = validateStrategy(
      document,
      services.map(({ code }) => code),
    );
    const runnable = problems.every(({ code }) => code !== 'shape' && code !== 'noCatchAll');
    const outcomes = new Map(runnable ? tests.map((one) => [one.id, runTestCase(strategy, one)]) : []);
    return { problems, outcomes };
  }, [document, tests, services]);
}

/** What the branch's windows and services need of the strategy; the server checks it again. */
function needsOf({ windows, services }: Data, { document }: Edited): StrategyNeed[] {
  const missing = new Set(
    windows
      .map(({ profileCode }) => profileCode)
      .filter((code) => document.profiles.every((profile) => profile.code !== code)),
  );
  const calls = (profileCode: string, service: string): boolean =>
    document.profiles
      .find(({ code }) => code === profileCode)
      ?.tiers.some(({ serviceCodes }) => serviceCodes === 'any' || serviceCodes.includes(service)) ?? false;
  return [
    ...[...missing].map((subject): StrategyNeed => ({ code: 'profileInUse', severity: 'error', subject })),
    ...services
      .filter(
        ({ code, offered }) =>
          offered && !windows.some((one) => one.serviceCodes.includes(code) && calls(one.profileCode, code)),
      )
      .map(({ code }): StrategyNeed => ({ code: 'serviceNotCalled', severity: 'warning', subject: code })),
  ];
}

function sameAs(edited: Edited, published: Edited): boolean {
  const plain = ({ document, tests }: Edited) => JSON.stringify([{ ...document, version: 0 }, tests]);
  return plain(edited) === plain(published);
}
