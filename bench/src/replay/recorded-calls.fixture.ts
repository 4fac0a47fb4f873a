/** A file of recorded calls in the making: only what matters to a test is said. */
export interface CallRow {
  readonly id: number;
  readonly line?: string;
  readonly priority?: 0 | 1 | 2;
  readonly type?: string;
  readonly date?: string;
  readonly entry?: string;
  /** Leaves the voice menu: the arrival. */
  readonly exit: string;
  readonly queue?: readonly [start: string, exit: string, seconds: number];
  readonly outcome?: string;
  readonly service?: readonly [start: string, exit: string, seconds: number];
  readonly agent?: string;
}

const header =
  'vru_line,call_id,priority,type,date,vru_entry,vru_exit,vru_time,q_start,q_exit,q_time,outcome,ser_start,ser_exit,ser_time,server';
const none = ['0:00:00', '0:00:00', 0] as const;

export function callFile(rows: readonly CallRow[]): string {
  return `${[header, ...rows.map(line)].join('\n')}\n`;
}

function line(row: CallRow): string {
  const {
    line: vru = 'AA0101',
    priority = 0,
    type = 'PS',
    date = '1999-02-01',
    entry = row.exit,
    outcome = 'AGENT',
  } = row;
  const agent = row.agent ?? (outcome === 'AGENT' ? 'A01' : 'NO_SERVER');
  const queue = row.queue ?? none;
  const service = row.service ?? none;
  return [vru, row.id, priority, type, date, entry, row.exit, 0, ...queue, outcome, ...service, agent].join(
    ',',
  );
}
