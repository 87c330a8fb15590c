import { Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** What an answer has at one place, whichever fields and fragments select it. */
interface Merged {
  readonly selectionSets: readonly SelectionSetNode[];
  readonly depth: number;
}

/** No response name is written so. */
const SPREADS = '...';

/**
 * How many pairs validation compares: two fields that an answer has under one name must be one field, and so must
 * what is below them, wherever in fragments they are written.
 */
export class MergedSelections {
  /** Of fields with one name at one place, and of the fragments named at one place. */
  pairs = 0;
  /** Fields below one of a pair, each of which is looked for below the other. */
  lookups = 0;
  /** What was looked at, each fragment wherever it is named: no more than one above the limit. */
  selections = 0;
  private readonly fragments = new Map<string, SelectionSetNode>();
  private readonly reached = new Set<string>();

  /** @param depth where fragments that name themselves are left, for validation to tell of them */
  constructor(
    document: DocumentNode,
    private readonly depth: number,
    private readonly limit: number,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.fragments.set(definition.name.value, definition.selectionSet);
    for (const definition of document.definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION) this.count(definition.selectionSet);
    // Those that nobody names are compared before it is found out that nobody does.
    for (const [name, selectionSet] of this.fragments)
      if (!this.reached.has(name)) this.count(selectionSet);
  }

  private count(selectionSet: SelectionSetNode): void {
    const waiting: Merged[] = [{ selectionSets: [selectionSet], depth: 1 }];
    for (let merged = waiting.pop(); merged; merged = waiting.pop()) {
      const { depth } = merged;
      for (const { times, below } of this.gather(merged).values()) {
        this.pairs += (times * (times - 1)) / 2;
        this.lookups += Math.ceil((sizeOf(below) * (times - 1)) / 2);
        if (below.length > 0 && depth < this.depth)
          waiting.push({ selectionSets: below, depth: depth + 1 });
      }
      if (this.selections > this.limit) return;
    }
  }

  /** What is selected by each response name; a fragment named twice is there once. */
  private gather({ selectionSets }: Merged) {
    const gathered = new Map<string, { times: number; below: SelectionSetNode[] }>();
    const named = new Set<string>();
    const open = [...selectionSets];
    // It grows while it is gone through.
    for (const { selections } of open)
      for (const selection of selections) {
        this.selections += 1;
        if (this.selections > this.limit) return gathered;
        const name = nameOf(selection);
        const inside = this.insideOf(selection, named);
        if (selection.kind !== Kind.FIELD && inside) open.push(inside);
        if (name === undefined) continue;
        const known = gathered.get(name) ?? { times: 0, below: [] };
        known.times += 1;
        if (selection.kind === Kind.FIELD && inside) known.below.push(inside);
        gathered.set(name, known);
      }
    return gathered;
  }

  private insideOf(selection: SelectionNode, named: Set<string>): SelectionSetNode | undefined {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection.selectionSet;
    const name = selection.name.value;
    if (named.has(name)) return undefined;
    named.add(name);
    this.reached.add(name);
    return this.fragments.get(name);
  }
}

function nameOf(selection: SelectionNode): string | undefined {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return SPREADS;
  if (selection.kind === Kind.INLINE_FRAGMENT) return undefined;
  return (selection.alias ?? selection.name).value;
}

/** How many fields and fragments are written there. */
function sizeOf(selectionSets: readonly SelectionSetNode[]): number {
  let size = 0;
  const open = [...selectionSets];
  // It grows while it is gone through.
  for (const { selections } of open) {
    size += selections.length;
    for (const selection of selections)
      if (selection.kind === Kind.INLINE_FRAGMENT) open.push(selection.selectionSet);
  }
  return size;
}
