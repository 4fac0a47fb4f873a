/** The keys of blind indexes this process works with. Versions count from 0, the key file's own. */
export interface IndexRing {
  /** Looked up and written under now, the deciding one first. Two while everything moves from one to the other, else one. */
  inUse(): readonly number[];
  /** @throws when it is not known, or was dropped. */
  of(version: number): Buffer;
  /** What the database tells of keys; those it does not name stay as they are. */
  learn(
    keys: readonly { readonly version: number; readonly key: Buffer | null; readonly retired: boolean }[],
  ): void;
  knows(version: number): boolean;
}

export function createIndexRing(fileKey: Buffer): IndexRing {
  const keys = new Map<number, { key: Buffer | null; retired: boolean }>([
    [0, { key: fileKey, retired: false }],
  ]);
  let inUse: readonly number[] = [0];
  return {
    inUse: () => inUse,
    knows: (version) => keys.has(version),
    of: (version) => {
      const key = keys.get(version)?.key ?? null;
      if (key === null) throw new Error(`there is no index key of version ${version}`);
      return key;
    },
    learn: (told) => {
      for (const { version, key, retired } of told)
        keys.set(version, { key: version === 0 ? fileKey : retired ? null : key, retired });
      inUse = [...keys]
        .filter(([, { retired }]) => !retired)
        .map(([version]) => version)
        .sort((a, b) => a - b);
    },
  };
}
