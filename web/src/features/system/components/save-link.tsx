import { useState, type MouseEvent } from 'react';
import { saveFrom } from '../../../lib/file-transfer.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';

/** Fetches a file of this session and hands it to the browser to keep. */
export function SaveLink({
  path,
  name,
  children,
}: {
  readonly path: string;
  readonly name: string;
  readonly children: string;
}) {
  const tell = useProblemToast();
  const [busy, setBusy] = useState(false);
  function save(event: MouseEvent) {
    // Within a row of a list it fetches the file and opens nothing.
    event.stopPropagation();
    setBusy(true);
    saveFrom(`/api${path}`, name)
      .catch(tell)
      .finally(() => setBusy(false));
  }
  return (
    <Button kind="link" size="small" icon="download" busy={busy} onClick={save}>
      {children}
    </Button>
  );
}
