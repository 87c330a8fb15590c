import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badUserInput } from '../../errors';

/**
 * Refuses a subscription of which `@skip` and `@include` leave nothing: it is valid, but graphql-js cannot begin it.
 * @throws DomainError BAD_USER_INPUT
 */
export function refuseEmptySubscription(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  const isIncluded = (selection: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
  const hasField = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => isIncluded(selection) && isField(selection));
  const isField = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return hasField(selection.selectionSet);
    return document.definitions.some(
      (definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION &&
        definition.name.value === selection.name.value &&
        hasField(definition.selectionSet),
    );
  };
  if (!hasField(selectionSet)) throw badUserInput('A subscription must select one field.');
}
