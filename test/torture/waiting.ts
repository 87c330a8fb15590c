/** Lets others wait until something is so. Whoever changes what they may wait for says `changed`. */
export class Waiting {
  private readonly looks = new Set<() => void>();

  changed(): void {
    for (const look of [...this.looks]) look();
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.looks.delete(look);
        resolve();
      };
      this.looks.add(look);
      look();
    });
  }

  /** @returns whether it became so in time */
  within(milliseconds: number, condition: () => boolean): Promise<boolean> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.changed();
    }, milliseconds);
    return this.until(() => isLate || condition()).then(() => {
      clearTimeout(timer);
      return condition();
    });
  }
}
