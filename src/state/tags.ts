/** One tag, as S3 and DynamoDB both spell it. */
export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** The tag that says a bucket or table may be changed by this action. */
export const MANAGED_BY: Tag & { readonly Key: string; readonly Value: string } = {
  Key: 'managed-by',
  Value: 'revive-deploy',
};

export const wantedTags = (project: string): readonly { readonly Key: string; readonly Value: string }[] => [
  MANAGED_BY,
  { Key: 'project', Value: project },
];

const valueOf = (tags: readonly Tag[], key: string): string | undefined =>
  tags.find((tag) => tag.Key === key)?.Value;

export const hasWantedTags = (tags: readonly Tag[], project: string): boolean =>
  wantedTags(project).every((tag) => valueOf(tags, tag.Key) === tag.Value);

/** The wanted tags over those already there: the others belong to someone and stay. */
export function withWantedTags(tags: readonly Tag[], project: string): Tag[] {
  const wanted = wantedTags(project);
  return [...tags.filter((tag) => !wanted.some((each) => each.Key === tag.Key)), ...wanted];
}

/**
 * Ours to change: tagged as managed by this action and not by it for another project. Two projects may share a bucket
 * that one of them made; if both mended it they would take the `project` tag from each other for ever.
 */
export const isOurs = (tags: readonly Tag[], project: string): boolean =>
  valueOf(tags, MANAGED_BY.Key) === MANAGED_BY.Value && (valueOf(tags, 'project') ?? project) === project;

/** The two tags as found, for people; `absent` when there is neither. */
export function describeTags(tags: readonly Tag[], project: string): string {
  const shown = wantedTags(project).flatMap(({ Key }) => {
    const value = valueOf(tags, Key);
    return value === undefined ? [] : [`${Key} = ${value}`];
  });
  return shown.join(', ') || 'absent';
}
