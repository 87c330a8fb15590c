import {
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { OperationLimits } from '../../config';
import { MergedSelections } from './merged-selections';
import { tooComplex } from './too-complex';

/** Fragments that name each other twice double what is selected with every few tokens. */
const MAX_FIELDS = 10_000;
/** Of one name in one selection, written out: whether they merge is found out for each pair. */
const MAX_REPEATS = 100;
/** Of all names, wherever fragments write them. They take some twenty milliseconds, in which nobody else is answered. */
const MAX_PAIRS = 15_000;
/** Of what is below one of a pair, below the other. As many take as long. */
const MAX_LOOKUPS = 50_000;
/** Of what is in fragments, for operations: it is gone through once for each. */
const MAX_GATHERED = 20_000;
/** Of one field; all together may be twice as many. */
const PART_OF_ALIASES = 1 / 2;
/** At one field, fragment or definition: there are two for fields. */
const MAX_DIRECTIVES_AT_ONCE = 5;

/**
 * Refuses a document that is too deep or says too much, before it is validated: that would take long.
 * @throws DomainError QUERY_TOO_COMPLEX
 */
export function checkSize(document: DocumentNode, limits: OperationLimits): void {
  const { depth, fields, aliases } = selectedBy(document);
  if (depth > limits.depth)
    throw tooComplex(`It is ${depth} levels deep; ${limits.depth} are allowed.`, {
      depth,
      limit: limits.depth,
    });
  checkFields(fields);
  checkRepeats(document);
  checkPairs(document, limits.depth);
  checkGathered(document);
  checkAliases(aliases, mostAliasesOfField(document), limits.aliases);
  checkDirectives(document, limits.directives);
}

function checkFields(fields: number): void {
  if (fields > MAX_FIELDS)
    throw tooComplex(`It selects more than ${MAX_FIELDS} fields; ${MAX_FIELDS} are allowed.`, {
      fields: Math.min(fields, Number.MAX_SAFE_INTEGER),
      limit: MAX_FIELDS,
    });
}

function checkPairs(document: DocumentNode, depth: number): void {
  const { pairs, lookups, selections } = new MergedSelections(document, depth, MAX_FIELDS);
  // More than were counted above are in circles, or where nobody names them.
  checkFields(selections);
  if (pairs > MAX_PAIRS)
    throw tooComplex(
      `It selects the same again in ${pairs} pairs of fields or fragments; ${MAX_PAIRS} are allowed.`,
      { pairs, limit: MAX_PAIRS },
    );
  if (lookups > MAX_LOOKUPS)
    throw tooComplex(
      `What it selects below the same again is looked for ${lookups} times; ${MAX_LOOKUPS} are allowed.`,
      { lookups, limit: MAX_LOOKUPS },
    );
}

/** Which fragments and variables each operation uses is found out anew for each. */
function checkGathered(document: DocumentNode): void {
  let operations = 0;
  let inFragments = 0;
  const count = () => {
    inFragments += 1;
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      visit(definition, { FragmentSpread: count, Variable: count });
    else operations += 1;
  const gathered = operations * inFragments;
  if (gathered > MAX_GATHERED)
    throw tooComplex(
      `Its ${operations} operations have ${inFragments} variables and fragments in fragments, ${gathered} by all; ${MAX_GATHERED} are allowed.`,
      { gathered, limit: MAX_GATHERED },
    );
}

function checkRepeats(document: DocumentNode): void {
  let repeats = 0;
  visit(document, {
    SelectionSet: ({ selections }) => {
      const counts = new Map<string, number>();
      for (const selection of selections)
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      repeats = Math.max(repeats, ...counts.values());
    },
  });
  if (repeats > MAX_REPEATS)
    throw tooComplex(`It selects one field ${repeats} times; ${MAX_REPEATS} are allowed.`, {
      repeats,
      limit: MAX_REPEATS,
    });
}

function checkAliases(aliases: number, ofField: number, limit: number): void {
  if (aliases > limit)
    throw tooComplex(`It has ${aliases} aliases; ${limit} are allowed.`, { aliases, limit });
  const limitOfField = Math.ceil(limit * PART_OF_ALIASES);
  if (ofField > limitOfField)
    throw tooComplex(`It has ${ofField} aliases of one field; ${limitOfField} are allowed.`, {
      aliases: ofField,
      limit: limitOfField,
    });
}

function mostAliasesOfField(document: DocumentNode): number {
  const counts = new Map<string, number>();
  visit(document, {
    Field: ({ alias, name }) => {
      if (alias) counts.set(name.value, (counts.get(name.value) ?? 0) + 1);
    },
  });
  return Math.max(0, ...counts.values());
}

function checkDirectives(document: DocumentNode, limit: number): void {
  let directives = 0;
  let most = 0;
  visit(document, {
    enter: (node: ASTNode) => {
      const count = 'directives' in node ? node.directives.length : 0;
      directives += count;
      most = Math.max(most, count);
    },
  });
  if (directives > limit)
    throw tooComplex(`It has ${directives} directives; ${limit} are allowed.`, {
      directives,
      limit,
    });
  if (most > MAX_DIRECTIVES_AT_ONCE)
    throw tooComplex(
      `It has ${most} directives at one place; ${MAX_DIRECTIVES_AT_ONCE} are allowed.`,
      { directives: most, limit: MAX_DIRECTIVES_AT_ONCE },
    );
}

interface Selected {
  /** The deepest nesting of fields. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const NOTHING: Selected = { depth: 0, fields: 0, aliases: 0 };

/** How much a document selects, each fragment counted wherever it is named. */
function selectedBy(document: DocumentNode): Selected {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  const known = new Map<string, Selected>();
  const below = (selectionSet: SelectionSetNode | undefined): Selected =>
    (selectionSet?.selections ?? []).map(bySelection).reduce(together, NOTHING);
  const byFragment = (name: string): Selected => {
    const selected = known.get(name);
    if (selected) return selected;
    // One that names itself, as validation will tell, ends here.
    known.set(name, NOTHING);
    const found = below(fragments.get(name)?.selectionSet);
    known.set(name, found);
    return found;
  };
  function bySelection(selection: SelectionNode): Selected {
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    const inside = isSpread ? byFragment(selection.name.value) : below(selection.selectionSet);
    // A fragment is no level, but it is work.
    if (selection.kind !== Kind.FIELD) return together(inside, { ...NOTHING, fields: 1 });
    return {
      depth: inside.depth + 1,
      fields: inside.fields + 1,
      aliases: inside.aliases + (selection.alias ? 1 : 0),
    };
  }
  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((definition) => below(definition.selectionSet))
    .reduce(together, NOTHING);
}

const together = (one: Selected, other: Selected): Selected => ({
  depth: Math.max(one.depth, other.depth),
  fields: one.fields + other.fields,
  aliases: one.aliases + other.aliases,
});
