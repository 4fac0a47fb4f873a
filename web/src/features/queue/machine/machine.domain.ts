/** `01=personal` a line → the mapping; or the first line that is none. */
export function readMapping(
  text: string,
): { readonly services: Record<string, string> } | { readonly badLine: number } {
  const services: Record<string, string> = {};
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [theirs, ours, ...more] = line.split('=').map((part) => part.trim());
    if (!theirs || !ours || more.length > 0) return { badLine: index + 1 };
    services[theirs] = ours;
  }
  return { services };
}

export const writeMapping = (services: Readonly<Record<string, string>>): string =>
  Object.entries(services)
    .map(([theirs, ours]) => `${theirs}=${ours}`)
    .join('\n');
