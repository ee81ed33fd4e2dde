/** Characters that turn the direction of what follows, so that a reader sees other words than there are. */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text of others with the characters named that would make it read as something else. */
export function visibleText(text: string): string {
  return text.replace(
    TURNS_DIRECTION,
    character => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase()}⟩`,
  );
}
