/** The entries of a file that have no address but one made of their name, by that name: two can share it. */
export class SharedNames {
  private readonly dates = new Map<string, string[]>();

  /**
   * Which entry of its name it is, counted from 1. One of the same date is the same entry.
   */
  ordinalOf(name: string, dateText: string): number {
    const dates = this.dates.get(name) ?? [];
    const known = dates.indexOf(dateText);
    if (known >= 0) return known + 1;
    this.dates.set(name, [...dates, dateText]);
    return dates.length + 1;
  }
}
