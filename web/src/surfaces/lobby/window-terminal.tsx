import { WindowDisplay } from '../../features/queue/window-display/window-display.tsx';
import { AtWindow } from './at-window.tsx';
import type { EnrolledTerminal } from './terminal-gate.tsx';

export default function WindowTerminal({ terminal }: { readonly terminal: EnrolledTerminal }) {
  return (
    <AtWindow terminal={terminal}>
      {(windowId) => (
        <WindowDisplay branchId={terminal.branch.id} windowId={windowId} onRevoked={terminal.recheck} />
      )}
    </AtWindow>
  );
}
