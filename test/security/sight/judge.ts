import type { Asker } from './askers';
import { A_PART, thingsIn, type Told } from './answers';
import type { Facts } from './facts';
import type { Store } from './store';
import { FIELDS } from './fields';
import type { Asking, Row } from './words';

type Answer = Told & { readonly asker: Asker };

/** Judges all that was told by the tables. */
export class Judge {
  readonly faults = new Set<string>();
  /** Fields that told somebody something, and that told somebody less than others. */
  readonly shown = new Set<string>();
  readonly hidden = new Set<string>();

  constructor(
    private readonly facts: Facts,
    private readonly store: Store,
  ) {}

  judgeAll(): void {
    for (const answer of this.store.told) this.judge(answer);
  }

  private judge(answer: Answer): void {
    const name = `${answer.type}.${answer.field}`;
    const row = FIELDS[answer.type]?.[answer.field];
    if (!row) return void this.faults.add(`${name}: the table does not name it`);
    this.judgePresence(answer);
    const { asker, holder, place } = answer;
    const asking: Asking = { asker, holder, place, facts: this.facts };
    const expected = this.expected(answer, row, asking);
    if (expected === ANY || isSame(answer.value, expected)) {
      if (isTelling(answer.value)) this.shown.add(name);
      const told = this.facts.value(place);
      if (told !== undefined && !isSame(told, answer.value)) this.hidden.add(name);
      return;
    }
    this.faults.add(
      `${name}, asked by ${asker} at ${answer.path} of ${holder}: ${text(answer.value)} instead of ${text(expected)}`,
    );
  }

  /** Nobody may even know the id of what is not there for them. */
  private judgePresence({ asker, value, path }: Answer): void {
    for (const { thing, type } of thingsIn(value))
      if (!this.facts.isThere(asker, thing))
        this.faults.add(`${type}: ${asker} is shown ${thing} at ${path}`);
  }

  private expected(answer: Answer, row: Row, asking: Asking): unknown {
    const sight = row.sight(asking);
    switch (sight.kind) {
      case 'any':
        return ANY;
      case 'exactly':
        return sight.value;
      case 'refused':
        return { refused: sight.code };
      case 'such':
        return sight.isRight(answer.value) ? ANY : 'something else';
      case 'of its page':
        return this.ofPage(answer, asking);
      case 'as told': {
        if (answer.page && answer.field === 'edges') return this.ofPage(answer, asking);
        const told = this.facts.value(answer.place);
        if (!Array.isArray(told)) return told;
        return told.filter((item) =>
          thingsIn(item).every(({ thing }) => this.facts.isThere(asking.asker, thing)),
        );
      }
    }
  }

  /** What a page must say of its list. */
  private ofPage({ page, field }: Answer, { asker }: Asking): unknown {
    if (!page) return undefined;
    const [type = '', name = ''] = page.field.split('.');
    const holder = page.place.slice(0, -name.length - 1);
    const asking = { asker, holder, place: page.place, facts: this.facts };
    const all =
      FIELDS[type]?.[name]?.items?.(asking) ??
      this.facts.list(page.place).filter((id) => this.facts.isThere(asker, id));
    switch (field) {
      case 'edges':
        return all.slice(0, page.first).map((id) => ({ thing: id, type: this.facts.typeOf(id) }));
      case 'hasNextPage':
        return all.length > page.first;
      case 'hasPreviousPage':
        return false;
      case 'startCursor':
        return page.cursors[0] ?? null;
      case 'endCursor':
        return page.cursors.at(-1) ?? null;
      default:
        return undefined;
    }
  }
}

const ANY = Symbol('anything');
const text = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 300);
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether a value says something: whatever is hidden looks like one that does not. */
const isTelling = (value: unknown): boolean =>
  value === A_PART || (Array.isArray(value) ? value.length > 0 : value !== null && value !== '');
