const GROUPED = new Intl.NumberFormat('en-US');

/** `12,345`. */
export const formatCount = (count: number): string => GROUPED.format(count);

/** `1 file`, `12,345 files`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

/** `840 ms`, `4.2 s`, `43 s`, `1 m 12 s`, `1 h 02 m`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} m`;
}

/** Terraform tells how long a resource took in whole seconds. */
export const formatSeconds = (milliseconds: number): string =>
  milliseconds < 1000
    ? '< 1 s'
    : formatDuration(Math.round(milliseconds / 1000) * 1000).replace('.0 s', ' s');

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** `512 bytes`, `4.2 kB`, `13 MB`: powers of 1,000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** A bar of line-drawing characters, `width` of them for `whole`; empty for what is too short to show. */
export function bar(part: number, whole: number, width: number): string {
  const halves = whole <= 0 ? 0 : Math.round((Math.min(part, whole) / whole) * width * 2);
  return `${'━'.repeat(Math.floor(halves / 2))}${halves % 2 === 1 ? '╸' : ''}`;
}
