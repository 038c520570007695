/** What string.epoch says of texts and formats that it cannot read. */

export const MESSAGE = {
  mismatch: (wanted: string, position: number) => `${wanted} expected at byte ${position}`,
  badConversion: (format: string) => `invalid conversion in the format '${format}'`,
  tooLarge: "the time is out of range",
} as const
