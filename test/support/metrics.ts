import type { TestApp } from './app';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Family {
  help: string;
  type: string;
  readonly samples: Sample[];
}

const SAMPLE = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/;

/** What `/metrics` told at one moment. */
export class Scrape {
  readonly families = new Map<string, Family>();

  constructor(readonly text: string) {
    for (const line of text.split('\n')) if (line !== '') this.read(line);
  }

  static async of(app: Pick<TestApp, 'url'>): Promise<Scrape> {
    const response = await fetch(`${app.url}/metrics`);
    if (response.status !== 200) throw new Error(`/metrics answers ${response.status}.`);
    return new Scrape(await response.text());
  }

  get samples(): Sample[] {
    return [...this.families.values()].flatMap((family) => family.samples);
  }

  /** The sum of the samples of that name (without its prefix) that have those labels; null when there is none. */
  value(name: string, labels: Record<string, string> = {}): number | null {
    return this.valueOf(`rejoinder_${name}`, labels);
  }

  /** The same by the whole name. */
  valueOf(name: string, labels: Record<string, string> = {}): number | null {
    const found = this.samples.filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    );
    return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
  }

  /** @throws on a line that is not of the format, or a sample that was not introduced */
  private read(line: string): void {
    const [, what, name = '', text = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (what === 'HELP') this.families.set(name, { help: text, type: '', samples: [] });
    else if (what === 'TYPE') this.family(name).type = text;
    else {
      const [, sample = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      if (sample === '') throw new Error(`This is no sample: ${line}`);
      const family = sample.replace(/_(bucket|sum|count)$/, '');
      const isPart = this.families.get(family)?.type === 'histogram';
      this.family(isPart ? family : sample).samples.push({
        ...{
          name: sample,
          labels: labelsOf(labels),
          value: Number(value.replace('Inf', 'Infinity')),
        },
      });
    }
  }

  private family(name: string): Family {
    const family = this.families.get(name);
    if (!family) throw new Error(`${name} was not introduced.`);
    return family;
  }
}

function labelsOf(text: string): Record<string, string> {
  const labels = [...text.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"(?:,|$)/g)];
  return Object.fromEntries(labels.map(([, name, value]) => [name, value]));
}
