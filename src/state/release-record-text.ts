import type { Release, ReleaseRecord } from '../context/release.ts';

/** The text of a release record, as `parseReleaseRecord` reads it. */
export const recordText = ({ live, previous, ...rest }: ReleaseRecord): string =>
  `${JSON.stringify({
    format: 1,
    ...rest,
    ...(live === undefined ? {} : { live: releaseOf(live) }),
    previous: previous.map(releaseOf),
  })}\n`;

const releaseOf = ({ files, ...release }: Release) => ({
  ...release,
  files: Object.fromEntries([...files].map(([key, { headers, ...file }]) => [key, { ...file, ...headers }])),
});
