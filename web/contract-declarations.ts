import type { Plugin } from 'vite';

/** What each declaration holds for the server alone: the web reads method, path, name, key and access. */
const serverOnly: Readonly<Record<string, readonly string[]>> = {
  endpoint: ['input', 'output', 'errors', 'summary'],
  topic: ['delta', 'gauge'],
  event: ['payload', 'notify', 'settles', 'tells', 'asks'],
};

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/**
 * Contracts declare and do nothing else. In the browser they are declared without what only the server reads, and every call
 * of a declaration is marked as without effect, so that what no screen names is left out of the build.
 */
export function contractDeclarations(): Plugin {
  return {
    name: 'huiting:contract-declarations',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/[\\/]contracts[\\/]src[\\/]/.test(id)) return null;
      const edits: { readonly from: number; readonly until: number; readonly put: string }[] = [];
      const marked = new Set<number>();
      const visit = (node: Node): void => {
        // What is done inside a function is done for its effect or its value; only declarations are touched.
        if (/Function/.test(node.type)) return;
        if (node.type === 'CallExpression' || node.type === 'NewExpression') {
          if (!marked.has(node.start))
            edits.push({ from: node.start, until: node.start, put: '/*#__PURE__*/ ' });
          marked.add(node.start);
          edits.push(...leftOut(node));
        }
        for (const value of Object.values(node))
          for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
      };
      visit(this.parse(code) as unknown as Node);
      const gone = edits.filter(({ from, until }) => until > from);
      const kept = edits.filter(
        (edit) =>
          !gone.some((whole) => whole !== edit && edit.from >= whole.from && edit.until <= whole.until),
      );
      const edited = kept
        .sort((a, b) => b.from - a.from)
        .reduce((text, { from, until, put }) => text.slice(0, from) + put + text.slice(until), code);
      return { code: edited, map: null };
    },
  };
}

/** The properties of a declaration that the server alone reads, each with the comma behind it. */
function leftOut(call: Node): { from: number; until: number; put: string }[] {
  const callee = call['callee'] as Node & { readonly name?: string };
  const [declared] = call['arguments'] as readonly Node[];
  const names = serverOnly[callee.name ?? ''];
  if (names === undefined || declared?.type !== 'ObjectExpression') return [];
  const properties = declared['properties'] as readonly (Node & {
    readonly key?: { readonly name?: string };
  })[];
  return properties.flatMap((property, at) => {
    if (property.type !== 'Property' || !names.includes(property.key?.name ?? '')) return [];
    const next = properties[at + 1];
    return [{ from: property.start, until: next === undefined ? property.end : next.start, put: '' }];
  });
}
