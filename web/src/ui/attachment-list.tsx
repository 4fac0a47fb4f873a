import { attachmentLimits, type Attachment } from '@huiting/contracts/files';
import { useId, useState, type DragEvent } from 'react';
import type { Attachments, PendingFile } from '../lib/attachments.ts';
import { useText } from '../lib/i18n.ts';
import { ApiProblem } from '../lib/problem.ts';
import styles from './attachment-list.module.css';
import { attachmentText } from './attachment-list.text.ts';
import { Button } from './button.tsx';
import { Icon } from './icons/icon.tsx';

const accepted = attachmentLimits.extensions.map((extension) => `.${extension}`).join(',');

/** `1.2 MB`, `340 KB`: as file managers write it. */
function fileSize(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

/** Choose or drop files, see them go up, try again, take them back. State comes from `useAttachments`. */
export function AttachmentField({
  label,
  attachments,
}: {
  readonly label: string;
  readonly attachments: Attachments;
}) {
  const t = useText(attachmentText);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const isFull = attachments.items.length >= attachmentLimits.files;
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!isFull) attachments.add([...event.dataTransfer.files]);
  }
  return (
    <div className={styles.field} role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <div
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Button
          icon="plus"
          disabled={isFull}
          onClick={() => document.getElementById(id)?.click()}
          aria-describedby={`${id}-hint`}
        >
          {t('choose')}
        </Button>
        <input
          id={id}
          type="file"
          multiple
          accept={accepted}
          tabIndex={-1}
          aria-label={label}
          onChange={(event) => {
            attachments.add([...(event.target.files ?? [])]);
            // The same file may be chosen again after it was removed.
            event.target.value = '';
          }}
        />
        <span id={`${id}-hint`} className={styles.hint}>
          {t('hint', { size: attachmentLimits.bytes / 1024 / 1024, count: attachmentLimits.files })}
        </span>
      </div>
      {attachments.items.length > 0 && (
        <ul className={styles.list} aria-live="polite">
          {attachments.items.map((item) => (
            <PendingRow key={item.key} item={item} attachments={attachments} />
          ))}
        </ul>
      )}
    </div>
  );
}

function PendingRow({
  item: { key, name, bytes, state },
  attachments,
}: {
  readonly item: PendingFile;
  readonly attachments: Attachments;
}) {
  const t = useText(attachmentText);
  return (
    <li className={styles.file} data-state={state.kind}>
      <Icon name="doc" size="1.2em" />
      <span className={styles.name}>{name}</span>
      <span className={`num ${styles.size}`}>{fileSize(bytes)}</span>
      <span className={styles.acts}>
        {state.kind === 'failed' && state.canRetry && (
          <Button kind="link" size="small" onClick={() => attachments.retry(key)}>
            {t('retry')}
          </Button>
        )}
        <Button
          kind="quiet"
          size="small"
          icon="close"
          aria-label={t('remove', { name })}
          onClick={() => attachments.remove(key)}
        />
      </span>
      {state.kind === 'sending' && (
        <progress value={state.share} max={1} aria-label={t('sending', { name })} />
      )}
      {state.kind === 'failed' && (
        <span className={styles.problem} role="alert">
          {state.problem instanceof ApiProblem ? state.problem.title : t('lineBroke')}
        </span>
      )}
    </li>
  );
}

/** What something has attached, each to be downloaded. */
export function AttachmentList({
  files,
  onSave,
}: {
  readonly files: readonly Attachment[];
  readonly onSave: (file: Attachment) => Promise<void>;
}) {
  const t = useText(attachmentText);
  const [busy, setBusy] = useState<string | null>(null);
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file.id} className={styles.file}>
          <Icon name="doc" size="1.2em" />
          <span className={styles.name}>{file.name}</span>
          <span className={`num ${styles.size}`}>{fileSize(file.bytes)}</span>
          <Button
            kind="quiet"
            size="small"
            icon="download"
            busy={busy === file.id}
            aria-label={t('download', { name: file.name })}
            onClick={() => {
              setBusy(file.id);
              void onSave(file).finally(() => setBusy(null));
            }}
          />
        </li>
      ))}
    </ul>
  );
}
