import { fileEndpoints } from '@huiting/contracts/files';
import type { Approval } from '@huiting/contracts/workflow';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { saveFile } from '../../../lib/file-transfer.ts';
import { useText } from '../../../lib/i18n.ts';
import { AttachmentList } from '../../../ui/attachment-list.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { inboxText } from '../workflow.inbox.text.ts';

/** What the subject of an approval has attached, whichever room it is of; nothing when it has nothing. */
export function ApprovalFiles({ approval: { branchId, subject } }: { readonly approval: Approval }) {
  const t = useText(inboxText);
  const tell = useProblemToast();
  const query = useQuery({
    queryKey: ['files', branchId, subject.kind, subject.id],
    queryFn: ({ signal }) =>
      call(fileEndpoints.list, { branchId, owner: subject.kind, ownerId: subject.id }, { signal }),
  });
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('filesFailed')} onRetry={() => void query.refetch()} />;
  if (!query.data?.files.length) return null;
  return (
    <section>
      <h3>{t('files')}</h3>
      <AttachmentList files={query.data.files} onSave={(file) => saveFile(branchId, file).catch(tell)} />
    </section>
  );
}
