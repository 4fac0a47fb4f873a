import { packages, rooms, surfaces } from '../../../architecture.ts';

const begin = '<!-- drawn from architecture.ts by `npm run drift -- --write` -->';
const end = '<!-- end of the drawing -->';

/** The document with its drawings renewed; what people wrote around them stays. */
export function withDrawing(document: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`docs/architecture.md has lost the marks of its drawing: ${begin}`);
  return `${document.slice(0, from + begin.length)}\n\n${drawing()}\n\n${document.slice(to)}`;
}

function drawing(): string {
  return [
    '### Rooms and what each may use',
    '',
    mermaid(['graph LR', ...rooms.map(({ name }) => `  ${name}`), ...roomArrows()]),
    '',
    'An arrow that follows from two others is not drawn. What each room is for, and all it may use:',
    '',
    '| # | room | for | may use |',
    '|---|---|---|---|',
    ...rooms.map(
      ({ name, purpose, uses }, at) => `| ${at + 1} | ${name} | ${purpose} | ${uses.join(', ') || '–'} |`,
    ),
    '',
    '### Surfaces and the features they compose',
    '',
    '| surface | features |',
    '|---|---|',
    ...surfaces.map(({ name, features }) => `| ${name} | ${features.join(', ')} |`),
    '',
    '### Packages',
    '',
    mermaid([
      'graph LR',
      ...packages.flatMap(({ name, uses }) => uses.map((used) => `  ${name} --> ${used}`)),
    ]),
  ].join('\n');
}

/** Only arrows that say something new: a room reached through another used room is left out. */
function roomArrows(): string[] {
  const usesOf = new Map<string, readonly string[]>(rooms.map(({ name, uses }) => [name, uses]));
  return rooms.flatMap(({ name, uses }) =>
    uses
      .filter((used) => !uses.some((other) => other !== used && usesOf.get(other)!.includes(used)))
      .map((used) => `  ${name} --> ${used}`),
  );
}

function mermaid(lines: readonly string[]): string {
  return ['```mermaid', ...lines, '```'].join('\n');
}
