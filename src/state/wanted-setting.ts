import type { Permission } from './permissions.ts';

/** One setting of the state backend as data: how it is read, when it is right, what makes it right. */
export interface SettingDefinition<Target, Found> {
  /** For people: `versioning`. */
  readonly name: string;
  readonly wanted: (target: Target) => string;
  readonly needs: { readonly read: Permission; readonly change: Permission };
  readonly read: (target: Target) => Promise<Found>;
  /** What was found, for people; `absent` where there is nothing. */
  readonly describe: (found: Found, target: Target) => string;
  readonly matches: (found: Found, target: Target) => boolean;
  /** Makes it as wanted, keeping whatever else `found` holds. Undefined: AWS cannot change it once made. */
  readonly change?: (target: Target, found: Found) => Promise<void>;
}

/** A setting as it was found once. */
export interface Finding {
  readonly text: string;
  readonly asWanted: boolean;
  /** Makes it as wanted, starting from what this finding read. */
  readonly change: () => Promise<void>;
}

/** A setting whose shape is its own affair: a list of these is what a bucket or a table should be. */
export interface WantedSetting<Target> {
  readonly name: string;
  readonly wanted: (target: Target) => string;
  readonly needs: { readonly read: Permission; readonly change: Permission };
  readonly find: (target: Target) => Promise<Finding>;
}

export function wantedSetting<Target, Found>(
  definition: SettingDefinition<Target, Found>,
): WantedSetting<Target> {
  const { name, wanted, needs } = definition;
  return {
    name,
    wanted,
    needs,
    find: async (target) => {
      const found = await definition.read(target);
      return {
        text: definition.describe(found, target),
        asWanted: definition.matches(found, target),
        change: async () => definition.change?.(target, found),
      };
    },
  };
}

/** What of a bucket or table is there before anything is changed. `ours`: by its tag this action may change it. */
export type Sighting =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly ours: boolean; readonly findings: readonly Finding[] };
