import type { AwsCall } from '../../../local/proxy/classify.ts';
import { type BrokenPage, brokenPages } from '../../../local/s3/broken-pages.ts';
import type { World } from '../../e2e/harness.ts';
import { SITE_BUCKET } from '../kill/stacks.ts';

/** The site's bucket as a visitor's browser would find it: key -> content. */
export type Bucket = ReadonlyMap<string, SiteObject>;

interface SiteObject {
  readonly content: Buffer;
  /** Without quotes. */
  readonly etag: string;
}

/** Looks at the live site after every single change to its bucket. */
export interface Witness {
  /** Pages that missed something at any moment, a sentence each. */
  readonly broken: readonly string[];
  /** Changes that were looked at. */
  readonly looks: number;
  /** Reads the whole bucket and looks once more, e.g. when a run was killed. */
  look(after: string): Promise<void>;
}

/** Reads the site's bucket. */
export class BucketReader {
  readonly #s3: World['s3'];
  /** Nothing is read twice: by key and ETag. */
  readonly #known = new Map<string, Buffer>();

  constructor({ s3 }: Pick<World, 's3'>) {
    this.#s3 = s3;
  }

  async all(): Promise<Map<string, SiteObject>> {
    const found = new Map<string, SiteObject>();
    let token: string | undefined;
    do {
      const page = await this.#s3.listObjectsV2({
        Bucket: SITE_BUCKET,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      for (const { Key = '', ETag = '' } of page.Contents ?? []) {
        const etag = ETag.replaceAll('"', '');
        const content = this.#known.get(`${Key} ${etag}`);
        const object = content === undefined ? await this.one(Key) : { content, etag };
        if (object !== undefined) found.set(Key, object);
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }

  /** Undefined: it isn't there. */
  async one(key: string): Promise<SiteObject | undefined> {
    const object = await this.#s3.getObject({ Bucket: SITE_BUCKET, Key: key }).catch((error: unknown) => {
      if ((error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    });
    if (object === undefined) return undefined;
    const etag = (object.ETag ?? '').replaceAll('"', '');
    const content = Buffer.from((await object.Body?.transformToByteArray()) ?? []);
    this.#known.set(`${key} ${etag}`, content);
    return { content, etag };
  }
}

/** Whether a path is the site's bucket or something in it. */
export const isOfSite = (path: string): boolean => SITE_PATH.test(path);
const SITE_PATH = new RegExp(`^/${SITE_BUCKET}([/?]|$)`);

/**
 * From now on the answer to whatever changes the bucket is held back until what it changed has been read and every page
 * has been looked at. The changes of requests in flight at once are looked at one after the other.
 */
export async function watchSite(world: World, reader: BucketReader): Promise<Witness> {
  let site = await reader.all();
  const broken: string[] = [];
  let looks = 0;
  let noted = 0;
  // What a killed run had in flight may land while the bucket is read: the page of a listing that lacks it is no proof.
  const reread = async (): Promise<void> => {
    for (let before = -1; before !== noted;) {
      before = noted;
      site = await reader.all();
    }
  };
  const check = (after: string): void => {
    looks += 1;
    broken.push(...brokenPages(site).map((page) => sentence(page, after)));
  };
  world.gateway.watch({
    service: 's3',
    changes: true,
    path: SITE_PATH,
    run: async (call) => {
      const key = keyOf(call);
      const now = key === undefined ? undefined : await reader.one(key);
      noted += 1;
      if (key === undefined) await reread();
      else if (now === undefined) site.delete(key);
      else site.set(key, now);
      check(`${call.method} ${call.path}`);
    },
  });
  return {
    broken,
    get looks() {
      return looks;
    },
    look: async (after) => {
      await reread();
      check(after);
    },
  };
}

/** The key that a call names; undefined: it names several in its body. */
function keyOf({ path }: AwsCall): string | undefined {
  const key = decodeURIComponent(new URL(path, 'http://local').pathname.slice(SITE_BUCKET.length + 2));
  return key === '' ? undefined : key;
}

const sentence = ({ page, missing, namedBy }: BrokenPage, after: string): string =>
  `after ${after}, ${page} misses ${missing}${namedBy === page ? '' : ` (named by ${namedBy})`}`;
