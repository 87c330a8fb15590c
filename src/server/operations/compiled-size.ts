import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Counts the fields that compiled code has: those below an object of an abstract type once for each type that it may be
 * of, so that a few nested levels multiply to millions. Counting ends where there are too many.
 */
export class CompiledSize {
  private left: number;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly limit: number,
  ) {
    this.left = limit;
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.fragments.set(definition.name.value, definition);
  }

  isWithin({ operation, selectionSet }: OperationDefinitionNode): boolean {
    this.left = this.limit;
    const root = this.schema.getRootType(operation);
    if (root) this.count(root, selectionSet);
    return this.left >= 0;
  }

  private count(type: GraphQLObjectType, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (this.left < 0) return;
      this.countSelection(type, selection);
    }
  }

  private countSelection(type: GraphQLObjectType, selection: SelectionNode): void {
    if (selection.kind === Kind.FIELD) {
      this.left -= 1;
      const field = type.getFields()[selection.name.value];
      if (!field || !selection.selectionSet) return;
      for (const possible of this.possibleTypes(field.type))
        this.count(possible, selection.selectionSet);
      return;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : this.fragments.get(selection.name.value);
    if (fragment && this.applies(fragment.typeCondition?.name.value, type))
      this.count(type, fragment.selectionSet);
  }

  private possibleTypes(type: GraphQLOutputType): readonly GraphQLObjectType[] {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return [];
    return isAbstractType(named) ? this.schema.getPossibleTypes(named) : [named];
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.schema.getType(condition);
    return isAbstractType(wanted) && this.schema.isSubType(wanted, type);
  }
}
