import type { FaultAction } from '../proxy/fault-proxy.ts';

/** A request as it arrived. */
export interface ServedRequest {
  /** From 1, in order of arrival since the last `forget`. */
  readonly index: number;
  /** `PutObject`, `ListObjectsV2`, `CreateInvalidation`, ... */
  readonly operation: string;
  readonly method: string;
  /** Empty for CloudFront. */
  readonly bucket: string;
  /** Decoded; empty for a bucket's own operations. */
  readonly key: string;
  /** Whether it can change anything. */
  readonly changes: boolean;
  /** HTTP status that was answered; 0 while open, or where none was. */
  readonly status: number;
}

/** What is done to a request: as by the fault proxy, with an error code for S3's own body. */
export type Fault =
  | Exclude<FaultAction, { readonly kind: 'before' | 'after' | 'answer' }>
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string };

/** Decides what is done to a request; undefined: nothing. */
export type RequestHook = (
  request: ServedRequest,
) => Fault | undefined | void | Promise<Fault | undefined | void>;

/** Faults that befall requests by chance, the same ones for the same seed and order of requests. */
export interface ChanceOfFaults {
  readonly seed: number;
  /** How many of all requests meet one, from 0 to 1. */
  readonly share: number;
  /** Chosen from by chance. Default: a 500, a 503, a reset, a lost reply. */
  readonly faults?: readonly Fault[];
}

const USUAL: readonly Fault[] = [
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 503 },
  { kind: 'reset' },
  { kind: 'lose-reply' },
];

/** A hook for `LocalS3.onRequest`. */
export function faultsByChance({ seed, share, faults = USUAL }: ChanceOfFaults): RequestHook {
  const random = randomFrom(seed);
  return () => {
    const [met, which] = [random(), random()];
    return met < share ? faults[Math.floor(which * faults.length)] : undefined;
  };
}

/** Mulberry32: small, and the same everywhere for the same seed. From 0 to below 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
