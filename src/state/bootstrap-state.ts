import type { StateLocation } from '../context/deployment.ts';
import type { S3Api } from '../platform/aws.ts';
import { httpStatus } from './aws-errors.ts';
import { ownedBucket } from './wanted-bucket.ts';

/**
 * Where terraform/bootstrap keeps its own state: in the bucket it makes. Not `bootstrap/terraform.tfstate`, which is
 * the state of an environment that someone calls `bootstrap`.
 */
export const BOOTSTRAP_STATE_KEY = 'bootstrap/state-backend.tfstate';

/** Whether the bucket holds an object; only a 404 means that it doesn't. */
export async function hasObject(s3: S3Api, location: StateLocation, key: string): Promise<boolean> {
  try {
    await s3.headObject({ ...ownedBucket(location), Key: key });
    return true;
  } catch (error) {
    if (httpStatus(error) === 404) return false;
    throw error;
  }
}
