/** An instant as exports write it, in UTC: 10/04/2010 05:03:00 PM. */
export function exportDateText(at: number): string {
  const date = new Date(at);
  const hour = date.getUTCHours();
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
  const time = `${two(hour % 12 || 12)}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${day} ${time} ${hour < 12 ? 'AM' : 'PM'}`;
}
