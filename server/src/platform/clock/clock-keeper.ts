import type { ClockReading } from '@huiting/contracts/core/live';
import type pg from 'pg';
import type { Log } from '../log.ts';
import { createBusinessClock } from './business-clock.ts';
import type { BusinessClock, ClockMode } from './business-clock.ts';

/** Keeps the clock's anchor in the database, so that it survives a restart and is one for all processes. */
export interface ClockKeeper {
  readonly clock: BusinessClock;
  /** Changes the rate from now on, for every process; 0 pauses. */
  setRate(rate: number): Promise<ClockReading>;
  /** Jumps forward to a later instant (the night of the demo bank). Ignored when it would go back. */
  jumpTo(instant: number): Promise<ClockReading>;
  onChange(listener: (reading: ClockReading) => void): void;
  stop(): Promise<void>;
}

interface ClockRow {
  mode: ClockMode;
  anchor_wall: number;
  anchor_business: number;
  rate: number;
  beat_wall: number;
  beat_business: number;
}

/** A server whose last beat is older than this was stopped: business time stood still meanwhile. */
const aliveMs = 3_000;

export async function keepClock(
  pool: pg.Pool,
  wanted: { mode: ClockMode; startAt: number; rate: number },
  log: Log,
): Promise<ClockKeeper> {
  const opened = await open(pool, wanted);
  const clock = createBusinessClock(opened);
  const listeners: ((reading: ClockReading) => void)[] = [];

  async function anchor(business: number, rate: number): Promise<ClockReading> {
    const { rows } = await pool.query<ClockRow>(
      `update platform.clock set anchor_wall = clock_timestamp(), rate = $2,
         anchor_business = greatest($1::timestamptz, anchor_business)
       returning *`,
      [new Date(business), rate],
    );
    return take(rows[0]!);
  }

  function take(row: ClockRow): ClockReading {
    const before = clock.reading();
    const reading = toReading(row);
    // All three: two changes may fall into one millisecond.
    const isNews =
      reading.anchorWall !== before.anchorWall ||
      reading.anchorBusiness !== before.anchorBusiness ||
      reading.rate !== before.rate;
    if (isNews) {
      clock.adopt(reading);
      for (const listener of listeners) listener(reading);
    }
    return reading;
  }

  const beat = setInterval(() => {
    if (wanted.mode === 'driven') return;
    pool
      .query<ClockRow>(
        `update platform.clock set beat_wall = clock_timestamp(), beat_business = greatest(beat_business, $1) returning *`,
        [new Date(clock.now())],
      )
      .then(({ rows }) => wanted.mode === 'simulated' && take(rows[0]!))
      .catch((error: Error) => log.debug({ err: error.message }, 'clock beat missed'));
  }, 1_000);
  beat.unref();

  return {
    clock,
    setRate: (rate) => anchor(clock.now(), rate),
    jumpTo: (instant) => anchor(Math.max(instant, clock.now()), clock.reading().rate),
    onChange: (listener) => void listeners.push(listener),
    stop: async () => {
      clearInterval(beat);
      await pool
        .query(
          'update platform.clock set beat_wall = clock_timestamp(), beat_business = greatest(beat_business, $1)',
          [new Date(clock.now())],
        )
        .catch(() => undefined);
    },
  };
}

async function open(
  pool: pg.Pool,
  wanted: { mode: ClockMode; startAt: number; rate: number },
): Promise<ClockReading> {
  await pool.query(
    `insert into platform.clock (mode, anchor_wall, anchor_business, rate, beat_wall, beat_business)
     values ($1, clock_timestamp(), $2, $3, clock_timestamp(), $2) on conflict (singleton) do nothing`,
    [wanted.mode, new Date(wanted.startAt), wanted.rate],
  );
  // A stopped bank's clock goes on from its last beat, or after a crash from the last thing that happened since; a living
  // one (another process) is joined as it runs. A real clock is the wall's: its anchor is not looked at.
  const { rows } = await pool.query<ClockRow>(
    `update platform.clock set
       anchor_business = case when mode = 'driven' or clock_timestamp() - beat_wall > $1 * interval '1 millisecond'
         then greatest(beat_business, anchor_business, case when mode <> 'real' then (
           select max(e.at) from platform.event_counter c
           join platform.event e on e.branch_id = c.branch_id and e.number = c.last) end)
         else anchor_business end,
       anchor_wall = case when clock_timestamp() - beat_wall > $1 * interval '1 millisecond' then clock_timestamp() else anchor_wall end,
       beat_wall = clock_timestamp()
     returning *`,
    [aliveMs],
  );
  const row = rows[0]!;
  if (row.mode !== wanted.mode) {
    throw new Error(
      `this database runs on a ${row.mode} clock; it cannot be opened with a ${wanted.mode} one`,
    );
  }
  return toReading(row);
}

function toReading(row: ClockRow): ClockReading {
  return { mode: row.mode, anchorWall: row.anchor_wall, anchorBusiness: row.anchor_business, rate: row.rate };
}
