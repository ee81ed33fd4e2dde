/**
 * Parts of a name, joined by dots. A part that has a dot or a quote in it is put in double quotes, so that
 * the table `a.b` is not taken for the table `b` of the schema `a`.
 */
export function joinName(parts: readonly string[]): string {
  return parts
    .map(part => (/[."]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part))
    .join('.');
}

/** The parts that `joinName` has joined. */
export function splitName(name: string): string[] {
  return partsOf(name, /(?:"((?:[^"]|"")*)"|([^."]+))(\.?)/y);
}

/** The parts of a name as the engine writes it: odd ones in double quotes, perhaps with an alias after it. */
export function splitEngineName(text: string): string[] {
  return partsOf(text, /(?:"((?:[^"]|"")*)"|([^."\s]+))(\.?)/y);
}

function partsOf(text: string, part: RegExp): string[] {
  const parts: string[] = [];
  for (let more = true; more; ) {
    const match = part.exec(text);
    if (match) {
      parts.push(match[1]?.replaceAll('""', '"') ?? match[2]);
    }
    more = match?.[3] === '.';
  }
  return parts;
}

/** A name as the engine compares it: it takes capitals for small letters in ASCII alone. */
export function foldName(name: string): string {
  return name.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
