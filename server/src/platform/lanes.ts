/** Runs work of one key one after another; different keys run side by side. Keeps waiters for a branch's lock off the connection pool. */
export interface Lanes {
  run<R>(key: string, work: () => Promise<R>): Promise<R>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const before = tails.get(key);
      const mine = before === undefined ? work() : before.then(work, work);
      tails.set(key, mine);
      const leave = (): void => {
        if (tails.get(key) === mine) tails.delete(key);
      };
      mine.then(leave, leave);
      return mine;
    },
  };
}
