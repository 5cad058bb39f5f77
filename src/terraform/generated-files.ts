import { removeAdoptions } from './adopt.ts';
import { removeOverride } from './backend-override.ts';

/** Removes what was put beside the configuration: the backend's override and import blocks. Files of the user's stay. */
export async function removeGenerated(directory: string): Promise<void> {
  await Promise.all([removeOverride(directory), removeAdoptions(directory)]);
}
