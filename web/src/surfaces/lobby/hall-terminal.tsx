import { HallDisplay } from '../../features/queue/hall-display/hall-display.tsx';
import type { EnrolledTerminal } from './terminal-gate.tsx';

export default function HallTerminal({ terminal }: { readonly terminal: EnrolledTerminal }) {
  return <HallDisplay branchId={terminal.branch.id} onRevoked={terminal.recheck} />;
}
