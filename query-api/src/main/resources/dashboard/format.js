/** How numbers and times are written, everywhere alike. */

const UNITS = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86400, 'hour', 3600],
  [2629800, 'day', 86400],
  [31557600, 'month', 2629800],
  [Infinity, 'year', 31557600],
];
const SHORT = { second: 's', minute: 'min', hour: 'h', day: 'd', month: 'mo', year: 'y' };
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const daySecond = new Intl.DateTimeFormat(undefined, {
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

/** `1,234,567` */
export const exactNumber = (value) => whole.format(value ?? 0);

/** `1.2M`; exact below ten thousand. */
export const shortNumber = (value) => (Math.abs(value) < 10_000 ? whole : compact).format(value ?? 0);

/** `3 events`, `1 event` */
export const counted = (value, noun) => `${shortNumber(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `5 min. ago`; `now` within ten seconds. */
export function timeAgo(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  if (Math.abs(seconds) < 10) return 'now';
  const [, unit, size] = UNITS.find(([limit]) => Math.abs(seconds) < limit);
  return relative.format(Math.round(seconds / size), unit);
}

/** How long ago, as short as can be: `12 d`. */
export function age(time, now = Date.now()) {
  const seconds = Math.max(0, (now - new Date(time).getTime()) / 1000);
  const [, unit, size] = UNITS.find(([limit]) => seconds < limit);
  return `${Math.floor(seconds / size)} ${SHORT[unit]}`;
}

/** Date, time of day and zone, as the reader's locale writes them. */
export const exactTime = (time) => absolute.format(new Date(time));
export const clockTime = (time) => clock.format(new Date(time));
export const dayAndTime = (time) => dayAndClock.format(new Date(time));
export const dayAndSecond = (time) => daySecond.format(new Date(time));
export const dayOnly = (time) => day.format(new Date(time));

/** `1 h 5 min`, from milliseconds. */
export function duration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const SIZES = [[1024 * 1024, 'MiB'], [1024, 'KiB']];

/** `1.5 MiB` */
export function fileSize(bytes) {
  const [size, unit] = SIZES.find(([least]) => bytes >= least) ?? [1, 'bytes'];
  return `${compact.format(bytes / size)} ${unit}`;
}

/** `99.98 %`; only what is whole reads as 100 %. */
export const percent = (share) => (share === 1 ? '100 %' : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`);

/** `93 %` */
export const share = (value) => `${Math.round(value * 100)} %`;

/** A sentence's beginning. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** `threshold_events` → `threshold events` */
export const words = (name) => String(name).replaceAll('_', ' ');
