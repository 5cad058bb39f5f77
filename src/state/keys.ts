import type { StateLocation } from '../context/deployment.ts';

/** `s3://bucket/key` of a state, for messages. */
export const placeName = ({ bucket, key }: Pick<StateLocation, 'bucket' | 'key'>): string =>
  `s3://${bucket}/${key}`;

/** Key of the release record: beside the state key, so that one prefix in a policy covers both. */
export const releaseRecordKey = (stateKey: string): string =>
  `${stateKey.replace(/\.tfstate$/, '')}.release.json`;

/** Key of the journal of planned creates: beside the state, too. */
export const journalKey = (stateKey: string): string => `${stateKey.replace(/\.tfstate$/, '')}.journal.json`;

/** Keys of the files of earlier releases, each by the SHA-256 of its content, begin with this: beside the state. */
export const keptFilesPrefix = (stateKey: string): string => `${stateKey.replace(/\.tfstate$/, '')}.files/`;

/** Key of the lock file that `use_lockfile = true` makes Terraform keep. */
export const lockfileKey = (stateKey: string): string => `${stateKey}.tflock`;

/** `LockID` of the item in which Terraform keeps the MD5 of the state it wrote last. */
export const digestItemId = (location: Pick<StateLocation, 'bucket' | 'key'>): string =>
  `${location.bucket}/${location.key}-md5`;
