/** A line whose indent and rows of spaces hold their place: what shows HTML would run them together. */
export function spaced(line: string): string {
  return line
    .trimEnd()
    .replaceAll('\t', '    ')
    .replace(
      /^ +| {2,}/g,
      (spaces) =>
        '\u00a0'.repeat(Math.max(1, spaces.length - 1)) + ' '.repeat(Math.min(1, spaces.length - 1)),
    )
}
