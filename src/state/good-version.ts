import type { StateLocation } from '../context/deployment.ts';
import type { S3Api } from '../platform/aws.ts';
import { type StateVersion, readOlderVersions } from './older-versions.ts';
import { type StateContent, parseState } from './state-content.ts';

/** A version of the state that is a Terraform state. */
export interface GoodVersion extends StateVersion {
  readonly content: StateContent;
}

/** The newest version before the current one that is a state, and of this lineage where one is named. */
export async function findGoodVersion(
  s3: Pick<S3Api, 'getObject' | 'listObjectVersions'>,
  location: StateLocation,
  lineage?: string,
): Promise<GoodVersion | undefined> {
  for await (const version of readOlderVersions(s3, location)) {
    const content = parseState(version.text);
    if (typeof content === 'string') continue;
    if (lineage === undefined || content.lineage === lineage) return { ...version, content };
  }
  return undefined;
}

/** One line: which version it is, of when, and what it holds. */
export const describeGood = ({ versionId, savedAt, text, content }: GoodVersion): string =>
  `Last good version: ${versionId}${savedAt === undefined ? '' : ` of ${savedAt}`}, serial ${content.serial}, ${Buffer.byteLength(text)} bytes.`;

/** How a version is made the state again: a half-sentence with the inputs to set. */
export const restoreWith = (versionId: string | undefined): string =>
  `run with \`command: rollback\` and \`rollback-to: state:${versionId ?? 'previous'}\``;

/** The same for a version that a failure offers. */
export const goOnFrom = ({ versionId }: Pick<GoodVersion, 'versionId'>): string =>
  `Go on from its last good version: ${restoreWith(versionId)}.`;
