/**
 * Stands for `zod` in the browser (alias in vite.config.ts). The web reads method, path and name of an endpoint and the
 * types of its schemas, but checks nothing: the server does. That saves every kiosk and phone about 30 KiB.
 * Known after declaring: `.options` and `.enum` of an enum, `.shape` of an object. Checking a value throws.
 */
type Declared = (...parts: unknown[]) => unknown;

const refuse = () => {
  throw new Error('schemas are not checked in the browser: the server does that');
};
const checks = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode']);

function declare(known: Record<string, unknown>): unknown {
  return new Proxy((() => {}) as Declared, {
    get(_target, name) {
      if (typeof name === 'symbol') return undefined;
      if (name in known) return known[name];
      if (checks.has(name)) return refuse;
      return keepsKnown.has(name) ? () => declare(known) : () => declare({});
    },
  });
}
/** `.nullable()` and its like say nothing new about options and shape; every other step forgets them. */
const keepsKnown = new Set(['nullable', 'optional', 'default', 'describe', 'readonly', 'meta', 'strict']);

function enumOf(values: unknown): unknown {
  const options = Array.isArray(values) ? values : Object.values(values as object);
  return declare({ options, enum: Object.fromEntries(options.map((value) => [value, value])) });
}

export const z: unknown = new Proxy(
  {},
  {
    get(_target, name) {
      if (name === 'enum') return enumOf;
      if (name === 'object') return (shape: unknown) => declare({ shape });
      if (name === 'iso' || name === 'coerce') return z;
      return () => declare({});
    },
  },
);
