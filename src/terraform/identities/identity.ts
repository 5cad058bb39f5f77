import type { IdentityKey, IdOf } from '../../context/journal.ts';
import type { AwsClients } from '../../platform/aws.ts';

/** Where a resource is looked up. */
export interface Place {
  readonly aws: AwsClients;
  readonly region: string;
  /** Twelve digits: ExpectedBucketOwner, and part of the ARNs that are told without asking. */
  readonly account: string;
}

/** An identity whose every part is known. */
export type ResolvedKey = Readonly<Record<string, string>>;

/**
 * Where a part of an identity comes from: an attribute that must be known, perhaps with a default where it isn't
 * configured; one that may hold another resource's id; or something computed from the planned attributes. Only what
 * holds an id and nothing else may be an id that is yet to come: of `"${aws_x.y.id}-log"` a plan tells no more than of
 * `aws_x.y.id`.
 */
export type KeyPart = AttributePart | ((after: Attributes) => string | undefined);

type AttributePart =
  | string
  | { readonly attribute: string; readonly otherwise: string }
  | { readonly id: string; readonly otherwise?: string };

/** Attributes of a planned resource: its `after` in `terraform show -json`. It holds secrets. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What a resource is a part of. */
export interface Within {
  readonly type: string;
  /** The part of the key that names it. */
  readonly part: string;
}

/** How one type of resource is recognised in AWS before Terraform knows it. */
export interface ResourceIdentity {
  /**
   * `key`: AWS lets only one thing have this identity, so that it is there or not. `aws`: AWS assigns ids, and any
   * number of things may look the same.
   */
  readonly assignedBy: 'key' | 'aws';
  /**
   * Set where it is a part of another resource that may be written again without harm: AWS overwrites it, or keeps a
   * second one beside it that nothing leads to. Then finding it there is of no concern while that other one is ours.
   */
  readonly within?: Within;
  readonly key: Readonly<Record<string, KeyPart>>;
  /** Import ids of everything with this identity. Rejects with what AWS answers; a refusal is never "none". */
  find(place: Place, key: ResolvedKey): Promise<readonly string[]>;
  /** Whether what was found can be used, where being there isn't enough: a table may still be CREATING. */
  isReady?(place: Place, id: string): Promise<boolean>;
}

/** What is planned for an attribute. */
export type PlannedValue =
  | { readonly kind: 'known'; readonly value: string }
  /** It will be the id of that resource, or follow from it. */
  | { readonly kind: 'of'; readonly address: string }
  /** Not configured: AWS or the provider decides. */
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown' };

/** The identity of a planned resource; undefined where it isn't known yet, or is AWS's to choose. */
export function keyOf(
  identity: Pick<ResourceIdentity, 'key'>,
  after: Attributes,
  planned: (attribute: string) => PlannedValue,
): IdentityKey | undefined {
  const parts: [string, string | IdOf][] = [];
  for (const [name, part] of Object.entries(identity.key)) {
    const value = typeof part === 'function' ? part(after) : partOf(part, planned);
    if (value === undefined) return undefined;
    parts.push([name, value]);
  }
  return Object.fromEntries(parts);
}

function partOf(
  part: AttributePart,
  planned: (attribute: string) => PlannedValue,
): string | IdOf | undefined {
  if (typeof part === 'string') return partOf({ attribute: part, otherwise: '' }, planned) || undefined;
  const value = planned('id' in part ? part.id : part.attribute);
  switch (value.kind) {
    case 'known':
      return value.value;
    case 'of':
      return 'id' in part ? { of: value.address } : undefined;
    case 'unset':
      return part.otherwise;
    case 'unknown':
      return undefined;
  }
}

/** The identity with every id filled in; undefined while one of them isn't known. */
export function resolveKey(
  key: IdentityKey,
  idOf: (address: string) => string | undefined,
): ResolvedKey | undefined {
  const parts = Object.entries(key).map(
    ([name, part]) => [name, typeof part === 'string' ? part : idOf(part.of)] as const,
  );
  return parts.every((part): part is readonly [string, string] => part[1] !== undefined)
    ? Object.fromEntries(parts)
    : undefined;
}

/** The answer, or undefined where AWS says with exactly one of these codes that there is none. */
export async function orAbsent<T>(call: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(codeOf(error))) return undefined;
    throw error;
  }
}

/** The service's own code of an error (`NoSuchEntity`), or the SDK's name for it. */
export const codeOf = (error: unknown): string => {
  const { Code, name } = error as { readonly Code?: string; readonly name?: string };
  return Code ?? name ?? '';
};

/** Goes through the pages of a list. */
export async function everyPage<Page, Item>(
  ask: (token: string | undefined) => Promise<Page>,
  read: (page: Page) => { readonly items: readonly Item[] | undefined; readonly next: string | undefined },
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const { items, next } = read(await ask(token));
    all.push(...(items ?? []));
    token = next === '' ? undefined : next;
  } while (token !== undefined);
  return all;
}

/** `[id]` or nothing. */
export const found = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id]);

/** A part that every key of its type has; a key read back from a journal is checked to have it by being looked up. */
export const part = (key: ResolvedKey, name: string): string => key[name] ?? '';
