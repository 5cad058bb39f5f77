import type { Release, ReleaseRecord } from '../../src/context/release.ts';

/** A record whose files are in maps, to be compared: how they are held otherwise depends on how they came there. */
export const plainRecord = ({ live, previous, ...rest }: ReleaseRecord): ReleaseRecord => ({
  ...rest,
  ...(live === undefined ? {} : { live: plainRelease(live) }),
  previous: previous.map(plainRelease),
});

const plainRelease = (release: Release): Release => ({ ...release, files: new Map(release.files) });
