import * as pulumi from '@pulumi/pulumi';

/**
 * Whose an object is: written to it as an annotation, so that a stack whose creation was cut short knows it again, and
 * another stack does not take it.
 */
export const markOf = (resourceName: string): string =>
  [organization(), pulumi.getProject(), pulumi.getStack(), resourceName].join('/');

/** What Pulumi calls the organization of a backend that has none; with mocks there is not even that. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return 'organization';
  }
}
