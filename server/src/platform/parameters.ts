import { parameterDefinitions } from '@huiting/contracts/system';
import type { ParameterName } from '@huiting/contracts/system';

/** A decision about a parameter: counts at its path and below, from its instant on. Newer versions win over older ones. */
export interface ParameterValue {
  readonly name: ParameterName;
  readonly path: string;
  readonly version: number;
  /** Null = the unit has none of its own any more. */
  readonly value: number | null;
  readonly effectiveFrom: number;
}

/**
 * Figures a bank may set, read by every room without asking: kept in memory, filled by the system room in every process.
 * A value is that of the nearest unit on the way up that has one in effect, otherwise as shipped.
 */
export interface Parameters {
  number(name: ParameterName, path: string, now: number): number;
  /** Of one that is the same for the whole bank. */
  ofBank(name: ParameterName, now: number): number;
  /** The unit's own value, without those above it. */
  own(name: ParameterName, path: string, now: number): number | null;
  replace(values: readonly ParameterValue[]): void;
}

export function createParameters(): Parameters {
  /** Those with any decision; newest first within a path. */
  let known = new Map<string, Map<string, ParameterValue[]>>();

  function own(name: ParameterName, path: string, now: number): number | null {
    const versions = known.get(name)?.get(path);
    return versions?.find(({ effectiveFrom }) => effectiveFrom <= now)?.value ?? null;
  }

  return {
    own,
    ofBank: (name, now) => {
      for (const path of known.get(name)?.keys() ?? []) {
        const value = own(name, path, now);
        if (value !== null) return value;
      }
      return parameterDefinitions[name].usual;
    },
    number: (name, path, now) => {
      // Hardly any has been decided on: then nothing is looked for.
      if (known.has(name))
        for (let at = path; at !== ''; at = above(at)) {
          const value = own(name, at, now);
          if (value !== null) return value;
        }
      return parameterDefinitions[name].usual;
    },
    replace: (values) => {
      known = new Map();
      for (const value of [...values].sort((a, b) => b.version - a.version)) {
        const paths = known.get(value.name) ?? new Map<string, ParameterValue[]>();
        known.set(value.name, paths);
        paths.set(value.path, [...(paths.get(value.path) ?? []), value]);
      }
    },
  };
}

/** `/JH/NJ/NJ01/` → `/JH/NJ/` → `/JH/` → ''. */
export function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1).replace(/^\/$/, '');
}
