/** Where a lower-case letter meets an upper-case one, an acronym ends, or letters meet digits. */
const SEAM =
  /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L}{2})/gu;

/** Without any of these there is no seam, and looking for one takes most of the time. */
const SEAM_SIGN = /[\p{Lu}\d]/u;

/** The words of a name in a schema: `avgHouse_value2020` is "avg House value 2020". */
export function splitIdentifier(name: string): string {
  const words = name.replace(/[_.$]+/g, ' ');
  return SEAM_SIGN.test(words) ? words.replace(SEAM, ' ') : words;
}
