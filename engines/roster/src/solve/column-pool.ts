/** Rows over the whole horizon that column generation found useful, some per person, the oldest forgotten first. */
export interface ColumnPool {
  add(person: number, row: Int16Array): void;
  rowsOf(person: number): Iterable<Int16Array>;
}

export function createColumnPool(people: number, mostPerPerson: number): ColumnPool {
  const pools = Array.from({ length: people }, () => new Map<string, Int16Array>());
  return {
    add(person, row) {
      const pool = pools[person]!;
      const key = String.fromCharCode(...row);
      // Moved to the end: young again.
      const known = pool.get(key);
      pool.delete(key);
      pool.set(key, known ?? row.slice());
      if (pool.size > mostPerPerson) pool.delete(pool.keys().next().value!);
    },
    rowsOf: (person) => pools[person]!.values(),
  };
}
